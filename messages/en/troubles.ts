/** What everybody is told while the network or a wallet does not work. */
export const troubles = {
  networkWhat: "The connection to the wallets has been in trouble since <time></time>",
  networkWorks:
    "New payments and refunds may come late. What is shown as paid is final. Lists, payouts and codes work as usual.",
  networkTodo:
    "Do not hand over goods before the payment shows here; offer cash or another way meanwhile. We keep checking by ourselves.",
  walletWhat: "{wallet} has been in trouble since <time></time>",
  walletWorks: "Other wallets and everything on these screens work.",
  walletTodo: "Offer another wallet or cash. Payments that have not arrived are checked by themselves later.",
};
