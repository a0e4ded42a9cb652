import type { poster as ja } from "@/messages/ja/poster";

export const poster = {
  tagline: "QR payment",
  accepted: "Wallets accepted here",
  stepScan: "Scan the code",
  stepAmount: "Enter the amount",
  stepShow: "Show the screen before paying",
  faceToFace: "For face-to-face payment at this shop only.",
  version: "Version {version}",
  issuedOn: "Issued {date}",
  trademark: "QR Code is a registered trademark of DENSO WAVE INCORPORATED.",
  test: "For testing: no payment is possible",
} as const satisfies Record<keyof typeof ja, string>;
