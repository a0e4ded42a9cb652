/** What everybody is told while the network or a wallet does not work. */
export const troubles = {
  networkWhat: "与钱包的连接自 <time></time> 起出现故障",
  networkWorks: "新的支付和退款可能延迟。屏幕显示“已付款”的支付已确定。列表、入账和收款码可照常使用。",
  networkTodo: "请在收银端显示到账后再交付商品，也可引导使用现金等其他方式。系统会自动持续确认。",
  walletWhat: "{wallet} 自 <time></time> 起出现故障",
  walletWorks: "其他钱包和本页面的功能可正常使用。",
  walletTodo: "请引导使用其他钱包或现金。未到账的支付稍后会自动确认。",
};
