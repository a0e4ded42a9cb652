import type { LegalVersion } from "./schema";

/** What the law on specified commercial transactions wants said, newest version first. */
export const COMMERCE: readonly LegalVersion[] = [
  {
    version: "2026-11-01",
    parts: {
      ja: [
        {
          title: "販売事業者",
          body: "{company}",
        },
        {
          title: "運営責任者",
          body: "{representative}",
        },
        {
          title: "所在地",
          body: "{address}",
        },
        {
          title: "連絡先",
          body: "{contact}（電話番号は、請求があればただちにお知らせします）",
        },
        {
          title: "料金",
          body: "決済金額の{rate}（税別）。初期費用、月額、振込手数料は0円です。",
        },
        {
          title: "料金以外の負担",
          body: "インターネットの通信料、ポスターの印刷代",
        },
        {
          title: "支払い方法と時期",
          body: "売上の入金から差し引きます。請求書は明細ごとに発行します。",
        },
        {
          title: "提供の時期",
          body: "審査で承認されたときから",
        },
        {
          title: "解約",
          body: "いつでもできます。性質上、提供済みの決済手数料は返金しません。決済を返金したときは、その分の手数料を返します。",
        },
        {
          title: "動作環境",
          body: "最新に近いブラウザー（iOS、Android、Windows、macOS）",
        },
      ],
      en: [
        {
          title: "Seller",
          body: "{company}",
        },
        {
          title: "Person responsible",
          body: "{representative}",
        },
        {
          title: "Address",
          body: "{address}",
        },
        {
          title: "Contact",
          body: "{contact} (we tell you our telephone number at once on request)",
        },
        {
          title: "Price",
          body: "{rate} of the amount paid, plus tax. No set-up, monthly or transfer fee.",
        },
        {
          title: "Other costs",
          body: "Your internet connection and the printing of posters",
        },
        {
          title: "Payment, how and when",
          body: "Deducted from the payouts of your sales. An invoice is issued with every statement.",
        },
        {
          title: "Start of service",
          body: "When your application has been approved",
        },
        {
          title: "Leaving",
          body: "At any time. Fees of payments already made are not returned; when you refund a payment, its fee is.",
        },
        {
          title: "Requirements",
          body: "A recent browser (iOS, Android, Windows, macOS)",
        },
      ],
      zh: [
        {
          title: "经营者",
          body: "{company}",
        },
        {
          title: "负责人",
          body: "{representative}",
        },
        {
          title: "地址",
          body: "{address}",
        },
        {
          title: "联系方式",
          body: "{contact}（如有要求，立即告知电话号码）",
        },
        {
          title: "费用",
          body: "支付金额的{rate}（不含税）。初始费用、月费、转账手续费均为0日元。",
        },
        {
          title: "其他负担",
          body: "网络通信费、海报打印费",
        },
        {
          title: "付款方式与时间",
          body: "从销售款入账中扣除。每份结算单均开具发票。",
        },
        {
          title: "提供时间",
          body: "自审核批准之时起",
        },
        {
          title: "解约",
          body: "可随时解约。已提供的支付手续费不予退还；支付退款时，退还相应手续费。",
        },
        {
          title: "运行环境",
          body: "较新版本的浏览器（iOS、Android、Windows、macOS）",
        },
      ],
      ko: [
        {
          title: "판매 사업자",
          body: "{company}",
        },
        {
          title: "운영 책임자",
          body: "{representative}",
        },
        {
          title: "소재지",
          body: "{address}",
        },
        {
          title: "연락처",
          body: "{contact}(전화번호는 요청하시면 바로 알려 드립니다)",
        },
        {
          title: "요금",
          body: "결제 금액의 {rate}(세금 별도). 초기 비용, 월 이용료, 이체 수수료는 0엔입니다.",
        },
        {
          title: "요금 외 부담",
          body: "인터넷 통신료, 포스터 인쇄비",
        },
        {
          title: "지급 방법과 시기",
          body: "매출 입금에서 뺍니다. 청구서는 명세서마다 발행합니다.",
        },
        {
          title: "제공 시기",
          body: "심사에서 승인된 때부터",
        },
        {
          title: "해지",
          body: "언제든지 가능합니다. 이미 제공된 결제 수수료는 환급하지 않습니다. 결제를 환불하면 그만큼의 수수료를 환급합니다.",
        },
        {
          title: "동작 환경",
          body: "최신에 가까운 브라우저(iOS, Android, Windows, macOS)",
        },
      ],
    },
  },
];
