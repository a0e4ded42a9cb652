/** Words of the printed poster; every text must fit its place on an A6 card. */
export const poster = {
  tagline: "QRコード決済",
  accepted: "ご利用いただけるウォレット",
  stepScan: "コードを読み取る",
  stepAmount: "金額を入力する",
  stepShow: "支払う前に画面を見せる",
  faceToFace: "このコードは店頭での対面のお支払い専用です。",
  version: "第{version}版",
  issuedOn: "{date} 発行",
  trademark: "QRコードは株式会社デンソーウェーブの登録商標です",
  test: "テスト用・お支払いには使えません",
} as const;
