import type { poster as ja } from "@/messages/ja/poster";

export const poster = {
  tagline: "扫码支付",
  accepted: "本店支持的钱包",
  stepScan: "扫描二维码",
  stepAmount: "输入金额",
  stepShow: "付款前请向店员出示屏幕",
  faceToFace: "此码仅限在本店当面付款时使用。",
  version: "第{version}版",
  issuedOn: "{date} 发行",
  trademark: "QR码是株式会社电装波的注册商标",
  test: "测试专用，无法付款",
} as const satisfies Record<keyof typeof ja, string>;
