import type { poster as ja } from "@/messages/ja/poster";

export const poster = {
  tagline: "QR 결제",
  accepted: "사용 가능한 지갑",
  stepScan: "코드를 스캔",
  stepAmount: "금액 입력",
  stepShow: "결제 전에 화면을 보여 주세요",
  faceToFace: "이 코드는 매장에서의 대면 결제 전용입니다.",
  version: "제{version}판",
  issuedOn: "{date} 발행",
  trademark: "QR코드는 주식회사 덴소웨이브의 등록상표입니다",
  test: "테스트용, 결제할 수 없습니다",
} as const satisfies Record<keyof typeof ja, string>;
