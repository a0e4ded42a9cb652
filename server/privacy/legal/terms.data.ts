import type { LegalVersion } from "./schema";

/** The agreement with merchants, newest version first. A version that was in force is never edited. */
export const TERMS: readonly LegalVersion[] = [
  {
    version: "2026-11-01",
    parts: {
      ja: [
        {
          title: "第1条（この規約について）",
          body: "この規約は、{brand}（以下「本サービス」）を利用する加盟店と当社との間の約束です。申込が承認されたときに契約が成立します。",
        },
        {
          title: "第2条（加盟店の務め）",
          body: "加盟店は、正しい情報を届け出て、変わったときはすみやかに改めます。法令で禁じられた商品やサービス、反社会的勢力との取引には利用できません。ポスターは、届け出た店舗でだけ掲示します。",
        },
        {
          title: "第3条（決済の成立）",
          body: "決済は、当社がウォレット事業者から完了の通知を受け、加盟店の画面に表示したときに成立します。お客さまの画面の表示だけでは成立しません。",
        },
        {
          title: "第4条（入金と手数料）",
          body: "当社は、締め日までの売上から返金、手数料、消費税を差し引き、契約で定めた日に届出の口座へ支払います。残高がマイナスのときは次回へ繰り越し、明細に表示します。",
        },
        {
          title: "第5条（返金と異議）",
          body: "加盟店は、ウォレットごとの期限と回数の範囲で返金できます。お客さまから異議があったときは、加盟店は取引の資料を提出します。",
        },
        {
          title: "第6条（停止と終了）",
          body: "不正の疑いがあるとき、または規約に反したとき、当社は理由を示して利用を止めることがあります。加盟店はいつでも解約でき、違約金はありません。",
        },
        {
          title: "第7条（責任）",
          body: "当社は、故意または過失によって加盟店に損害を与えたとき、通常生じる範囲で賠償します。天災や通信の障害など、当社の手の届かない事情による損害は除きます。",
        },
        {
          title: "第8条（法律と裁判所）",
          body: "この規約は日本法に従い、争いは東京地方裁判所を第一審の専属的合意管轄裁判所とします。規約を変えるときは、30日前までにお知らせします。",
        },
      ],
      en: [
        {
          title: "1. These terms",
          body: "These terms are an agreement between us and the merchants who use {brand} (the service). The contract begins when an application is approved.",
        },
        {
          title: "2. What merchants do",
          body: "Merchants give correct information and correct it promptly when it changes. The service may not be used for goods or services forbidden by law or for dealings with anti-social forces. Posters are shown only in the registered shop.",
        },
        {
          title: "3. When a payment is made",
          body: "A payment is made when we have been told of its completion by the wallet and show it on the merchant’s screen. What a customer’s screen shows is not enough.",
        },
        {
          title: "4. Payouts and fees",
          body: "We deduct refunds, fees and consumption tax from the sales to the closing date and pay the rest into the registered account on the agreed day. A negative balance is carried to the next statement and shown there.",
        },
        {
          title: "5. Refunds and disputes",
          body: "Merchants can refund within each wallet’s limits of time and number. When a customer disputes a payment, the merchant provides records of the sale.",
        },
        {
          title: "6. Suspension and end",
          body: "We may suspend use, giving the reason, on suspicion of fraud or breach of these terms. Merchants may leave at any time without penalty.",
        },
        {
          title: "7. Liability",
          body: "We compensate ordinary damage that we cause a merchant by intent or negligence, but not damage from events beyond our reach such as disasters or failures of communication networks.",
        },
        {
          title: "8. Law and court",
          body: "Japanese law applies, and the Tokyo District Court has exclusive jurisdiction in the first instance. We announce changes of these terms at least 30 days ahead.",
        },
      ],
      zh: [
        {
          title: "第1条（关于本条款）",
          body: "本条款是使用{brand}（以下称“本服务”）的商户与本公司之间的约定。申请获批时合同成立。",
        },
        {
          title: "第2条（商户的义务）",
          body: "商户应提供正确信息，并在变更时及时更正。不得用于法律禁止的商品或服务，或与反社会势力的交易。海报仅在登记的门店张贴。",
        },
        {
          title: "第3条（支付的成立）",
          body: "本公司收到钱包方的完成通知并显示于商户屏幕时，支付成立。仅凭顾客屏幕的显示不成立。",
        },
        {
          title: "第4条（入账与手续费）",
          body: "本公司从截至结算日的销售额中扣除退款、手续费和消费税，于约定日期付至登记账户。余额为负时结转至下期，并在结算单中显示。",
        },
        {
          title: "第5条（退款与异议）",
          body: "商户可在各钱包规定的期限和次数内退款。顾客提出异议时，商户应提供交易资料。",
        },
        {
          title: "第6条（停止与终止）",
          body: "有不正当行为之嫌或违反条款时，本公司可说明理由并停止使用。商户可随时解约，无违约金。",
        },
        {
          title: "第7条（责任）",
          body: "本公司因故意或过失给商户造成损害时，在通常发生的范围内赔偿。因天灾、通信故障等本公司无法控制的事由造成的损害除外。",
        },
        {
          title: "第8条（法律与法院）",
          body: "本条款适用日本法，以东京地方法院为第一审专属管辖法院。变更条款时，至少提前30天通知。",
        },
      ],
      ko: [
        {
          title: "제1조(이 약관에 대하여)",
          body: "이 약관은 {brand}(이하 ‘본 서비스’)를 이용하는 가맹점과 당사 사이의 약속입니다. 신청이 승인된 때에 계약이 성립합니다.",
        },
        {
          title: "제2조(가맹점의 의무)",
          body: "가맹점은 올바른 정보를 신고하고 바뀌면 곧바로 수정합니다. 법령으로 금지된 상품이나 서비스, 반사회적 세력과의 거래에는 이용할 수 없습니다. 포스터는 신고한 매장에만 게시합니다.",
        },
        {
          title: "제3조(결제의 성립)",
          body: "당사가 지갑 사업자로부터 완료 통지를 받아 가맹점 화면에 표시한 때에 결제가 성립합니다. 손님 화면의 표시만으로는 성립하지 않습니다.",
        },
        {
          title: "제4조(입금과 수수료)",
          body: "당사는 마감일까지의 매출에서 환불, 수수료, 소비세를 빼고 계약으로 정한 날에 신고된 계좌로 지급합니다. 잔액이 음수이면 다음으로 이월하고 명세서에 표시합니다.",
        },
        {
          title: "제5조(환불과 이의)",
          body: "가맹점은 지갑마다 정해진 기한과 횟수 안에서 환불할 수 있습니다. 손님이 이의를 제기하면 가맹점은 거래 자료를 제출합니다.",
        },
        {
          title: "제6조(정지와 종료)",
          body: "부정이 의심되거나 약관을 어긴 때에는 당사가 이유를 밝히고 이용을 정지할 수 있습니다. 가맹점은 언제든지 해지할 수 있으며 위약금은 없습니다.",
        },
        {
          title: "제7조(책임)",
          body: "당사는 고의 또는 과실로 가맹점에 손해를 끼친 때에 통상 생기는 범위에서 배상합니다. 천재지변이나 통신 장애 등 당사가 어찌할 수 없는 사정에 의한 손해는 제외합니다.",
        },
        {
          title: "제8조(법률과 법원)",
          body: "이 약관은 일본법을 따르며, 도쿄 지방재판소를 제1심 전속 관할 법원으로 합니다. 약관을 바꿀 때에는 30일 전까지 알립니다.",
        },
      ],
    },
  },
];
