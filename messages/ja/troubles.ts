/** What everybody is told while the network or a wallet does not work. */
export const troubles = {
  networkWhat: "ウォレットとの接続に障害があります（<time></time>から）",
  networkWorks:
    "新しい決済の受付と返金の完了が遅れることがあります。この画面で「支払い済み」の決済は確定しています。一覧・入金・コードはそのまま使えます。",
  networkTodo: "レジに届くまで商品を渡さず、現金など別の方法もご案内ください。自動で確認を続けています。",
  walletWhat: "{wallet} に障害があります（<time></time>から）",
  walletWorks: "ほかのウォレットの決済と、この画面の機能は使えます。",
  walletTodo: "ほかのウォレットか現金をご案内ください。届いていない決済は、あとから自動で確認します。",
};
