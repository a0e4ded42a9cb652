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
    inForce: "In force since <day></day>",
    versions: "Other versions",
    earlier: "This is not the version in force.",
    toCurrent: "See the one that is",
    back: "To the front page",
    prevails: "This is a translation. The Japanese text prevails.",
  },
  company: {
    name: "Noren Payments K.K. (tentative name)",
    address: "1-1-1 Marunouchi, Chiyoda-ku, Tokyo 100-0005, Japan",
    contact: "support@noren.example",
    representative: "Representative director (named on incorporation)",
  },
};
