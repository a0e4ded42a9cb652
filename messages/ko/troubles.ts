/** What everybody is told while the network or a wallet does not work. */
export const troubles = {
  networkWhat: "<time></time>부터 지갑과의 연결에 장애가 있습니다",
  networkWorks:
    "새 결제와 환불이 늦어질 수 있습니다. ‘결제 완료’로 표시된 결제는 확정된 것입니다. 목록, 입금, 코드는 그대로 사용할 수 있습니다.",
  networkTodo:
    "계산대 화면에 표시되기 전에는 상품을 건네지 말고 현금 등 다른 방법을 안내해 주세요. 자동으로 계속 확인합니다.",
  walletWhat: "<time></time>부터 {wallet}에 장애가 있습니다",
  walletWorks: "다른 지갑과 이 화면의 기능은 사용할 수 있습니다.",
  walletTodo: "다른 지갑이나 현금을 안내해 주세요. 도착하지 않은 결제는 나중에 자동으로 확인합니다.",
};
