/** The front page and the legal pages: what anyone may read. */
export const publicPages = {
  title: "One sheet by the till, for every customer",
  lead: "One QR poster takes payments in yen from Japanese wallets and in yuan from Chinese ones. What reaches your shop is always yen.",
  apply: "Apply",
  applyNote: "A phone is all you need. There is no set-up fee.",
  howLink: "See how to start",
  pictureAlt:
    "A shop counter with a QR poster on it, read by two wallets on phones: one paying in yen, one in yuan",
  nav: { fees: "Fees", start: "How to start", trust: "Trust", questions: "Questions" },
  screens: {
    shop: "Sakura Mart Shibuya",
    pay: "Pay",
    arrived: "Received",
    last4: "Last 4",
    match: "Adds up",
  },
  points: {
    poster: {
      title: "No machine",
      body: "Put up a printed poster. Customers scan it with their own phone and type the amount.",
    },
    sound: {
      title: "You know at once",
      body: "A payment reaches your screen within seconds, with the amount and its last four digits in large type, and a sound if you like.",
    },
    ledger: {
      title: "Right to the yen",
      body: "Sales, refunds, fees, tax: every day a statement whose lines always add up to the amount paid to you.",
    },
  },
  fees: {
    title: "You pay only when you are paid",
    lead: "No set-up fee, no monthly fee, no transfer fee. The same rate for every wallet.",
    rate: "Payment fee",
    rateSupport: "plus tax, for all wallets",
    monthly: "Set-up and monthly",
    transfer: "Bank transfer",
    payout: "Paid to you in",
    payoutValue: "{days} bank days",
    payoutSupport: "closed daily, paid on the second bank day",
    exampleTitle: "If a day’s sales are {sales}",
    sales: "Sales",
    fee: "Payment fee {rate}",
    tax: "Consumption tax {rate}",
    received: "Paid into your account",
    note: "Tax is calculated once per statement and rounded down.",
  },
  start: {
    title: "Four steps to your first payment",
    apply: {
      title: "Apply",
      body: "Tell us about your shop, its representative and your bank account. Close the page whenever you like and continue later.",
    },
    review: {
      title: "Review",
      body: "Two people check your application. If something is missing, we name the item. It usually takes two bank days.",
    },
    print: {
      title: "Put up the poster",
      body: "Once approved, print your poster straight away. A4 or A6, your printer at home is good enough.",
    },
    receive: {
      title: "Get paid",
      body: "When a customer scans and pays, the amount appears on your screen. Check it and hand over the goods.",
    },
  },
  trust: {
    title: "Made to be trusted",
    privacy: {
      title: "Only what is needed, encrypted",
      body: "Account numbers and identity documents are encrypted before they are stored, and we record who looked at them and when.",
    },
    people: {
      title: "Two people for what matters",
      body: "Nobody can approve a shop or send money to a bank alone. Without a second person the system refuses.",
    },
    record: {
      title: "Records that cannot be erased",
      body: "Movements of money and actions of people are only ever added, never rewritten. Tampering shows.",
    },
    languages: {
      title: "Four languages",
      body: "Customer screens and posters in Japanese, English, Chinese and Korean, so people can pay without a shared language.",
    },
  },
  questions: {
    title: "Questions",
    wallets: {
      title: "Which wallets can customers use?",
      body: "Wallets of Japan (balance and bank account) and of China. Your dashboard shows which wallets your shop is registered with.",
    },
    currency: {
      title: "What about exchange rates when someone pays in yuan?",
      body: "You receive exactly the yen amount that was typed. What the customer paid and the rate stand beside it in the payment’s details.",
    },
    proof: {
      title: "Can I trust the customer’s screen?",
      body: "Only what arrives on your own screen is a payment. Compare the amount and the last four digits. The screen also tells you what to do when nothing arrives.",
    },
    refund: {
      title: "Can I refund?",
      body: "Yes, in full or in part, from the payment’s page. Each wallet has its own limits in time and number, shown before you press the button.",
    },
    stores: {
      title: "I have several shops",
      body: "One application covers them all. Posters are issued for each shop and each counter.",
    },
    leave: {
      title: "What if I want to stop?",
      body: "There is no penalty. We pay out your sales to the closing date, and that is all.",
    },
  },
  closing: {
    title: "Apply today",
    body: "Have your bank account details and your certificate of registration or identity document at hand.",
  },
  footer: "Legal information",
  legal: {
    terms: "Terms of use",
    privacy: "Privacy policy",
    commerce: "Act on Specified Commercial Transactions",
    revised: "In force since {day}",
    back: "To the front page",
    prevails: "This is a translation. The Japanese text prevails.",
  },
  company: {
    name: "Noren Payments K.K. (tentative name)",
    address: "1-1-1 Marunouchi, Chiyoda-ku, Tokyo 100-0005, Japan",
    contact: "support@noren.example",
    representative: "Representative director (named on incorporation)",
  },
  terms: {
    scope: {
      title: "1. These terms",
      body: "These terms are an agreement between us and the merchants who use {brand} (the service). The contract begins when an application is approved.",
    },
    shop: {
      title: "2. What merchants do",
      body: "Merchants give correct information and correct it promptly when it changes. The service may not be used for goods or services forbidden by law or for dealings with anti-social forces. Posters are shown only in the registered shop.",
    },
    payment: {
      title: "3. When a payment is made",
      body: "A payment is made when we have been told of its completion by the wallet and show it on the merchant’s screen. What a customer’s screen shows is not enough.",
    },
    payout: {
      title: "4. Payouts and fees",
      body: "We deduct refunds, fees and consumption tax from the sales to the closing date and pay the rest into the registered account on the agreed day. A negative balance is carried to the next statement and shown there.",
    },
    refund: {
      title: "5. Refunds and disputes",
      body: "Merchants can refund within each wallet’s limits of time and number. When a customer disputes a payment, the merchant provides records of the sale.",
    },
    suspension: {
      title: "6. Suspension and end",
      body: "We may suspend use, giving the reason, on suspicion of fraud or breach of these terms. Merchants may leave at any time without penalty.",
    },
    liability: {
      title: "7. Liability",
      body: "We compensate ordinary damage that we cause a merchant by intent or negligence, but not damage from events beyond our reach such as disasters or failures of communication networks.",
    },
    law: {
      title: "8. Law and court",
      body: "Japanese law applies, and the Tokyo District Court has exclusive jurisdiction in the first instance. We announce changes of these terms at least 30 days ahead.",
    },
  },
  privacy: {
    collect: {
      title: "1. What we collect",
      body: "What an application needs about the business, its representative, shops and bank account; identity documents; e-mail addresses of staff; records of payments. We receive neither the names nor the card numbers of people who pay in your shop.",
    },
    use: {
      title: "2. What we use it for",
      body: "Reviewing merchants, registering them with wallets, payments and payouts, preventing fraud, checks and reports required by law, and answering enquiries. Nothing else.",
    },
    protect: {
      title: "3. How we protect it",
      body: "Account numbers and identity documents are stored encrypted under keys that are changed regularly. Who looked at them and when is recorded, and only people whose role needs it can.",
    },
    share: {
      title: "4. Third parties and other countries",
      body: "So that wallets can show your shop, we give its name, address and category to the wallet companies (the network’s operators in Japan, China and Singapore). The consent in the application names each country’s rules and the safeguards that we require by contract.",
    },
    keep: {
      title: "5. How long we keep it",
      body: "Contracts and payments: 10 years after their end, as the law requires. Documents of applications that were not approved: 6 months. Sign-in codes and ended sessions are removed promptly.",
    },
    rights: {
      title: "6. Your rights",
      body: "You can ask for a copy, for correction, for an end of use or for erasure of your own data. Write to the address below; once we know it is you, we answer within the period set by law.",
    },
    contact: { title: "7. Contact", body: "{company}, data protection, {contact}" },
  },
  commerce: {
    seller: "Seller",
    representative: "Person responsible",
    address: "Address",
    contact: "Contact",
    contactValue: "{contact} (we tell you our telephone number at once on request)",
    price: "Price",
    priceValue: "{rate} of the amount paid, plus tax. No set-up, monthly or transfer fee.",
    extra: { label: "Other costs", value: "Your internet connection and the printing of posters" },
    payment: {
      label: "Payment, how and when",
      value: "Deducted from the payouts of your sales. An invoice is issued with every statement.",
    },
    delivery: { label: "Start of service", value: "When your application has been approved" },
    cancel: {
      label: "Leaving",
      value:
        "At any time. Fees of payments already made are not returned; when you refund a payment, its fee is.",
    },
    system: { label: "Requirements", value: "A recent browser (iOS, Android, Windows, macOS)" },
  },
};
