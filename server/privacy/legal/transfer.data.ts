import type { LegalLocale, Recipient } from "./schema";

type TransferVersion = {
  readonly version: string;
  readonly recipients: Readonly<Record<LegalLocale, readonly Recipient[]>>;
};

/**
 * What an applicant is told before agreeing that data goes to another country, newest version first. The version is
 * what the consent stores; one that people have agreed to is never edited.
 */
export const TRANSFER: readonly TransferVersion[] = [
  {
    version: "2026-11-01",
    recipients: {
      ja: [
        {
          name: "ウォレットネットワークの運営会社",
          country: "シンガポール共和国",
          purpose: "店舗をウォレットで使えるようにする登録、決済の中継、不正の防止",
          data: "加盟店の名称、店舗名と所在地、業種、代表者の氏名（登録に必要な場合）",
          regime:
            "個人情報保護法（PDPA）があり、独立した監督機関（PDPC）が監督します。本人は開示と訂正を請求できます。日本と同等の水準とはまだ認定されていません。",
          safeguards:
            "目的外の利用と再提供の禁止、暗号化、閲覧できる者の限定、漏えい時の24時間以内の通知、終了時の消去を契約で定め、毎年確認します。",
        },
        {
          name: "中国のウォレットの運営会社",
          country: "中華人民共和国",
          purpose: "中国のウォレットでの店舗の表示と、決済の確認",
          data: "店舗名と所在地、業種",
          regime:
            "個人信息保護法があり、国家インターネット情報弁公室などが監督します。国家情報法などにより、政府が事業者に情報の提出を求めることがあります。",
          safeguards:
            "渡すのは店頭に掲げる情報だけで、代表者の情報、口座、本人確認書類は渡しません。目的外の利用の禁止と終了時の消去を契約で定めます。",
        },
      ],
      en: [
        {
          name: "The operator of the wallet network",
          country: "Republic of Singapore",
          purpose: "Registering stores so that wallets work there, relaying payments, preventing fraud",
          data: "The merchant’s name, names and addresses of stores, category, and the representative’s name where registration needs it",
          regime:
            "The Personal Data Protection Act (PDPA) applies, overseen by an independent commission (PDPC). Individuals may ask for access and correction. Japan has not recognised it as equivalent to its own protection.",
          safeguards:
            "By contract: no other use and no passing on, encryption, access limited to those who need it, notice of a leak within 24 hours, erasure at the end. We check this every year.",
        },
        {
          name: "The operators of Chinese wallets",
          country: "People’s Republic of China",
          purpose: "Showing the store in Chinese wallets and confirming payments",
          data: "Name, address and category of the store",
          regime:
            "The Personal Information Protection Law applies, overseen by the Cyberspace Administration and others. Under laws such as the National Intelligence Law, authorities may require companies to hand over information.",
          safeguards:
            "They receive only what hangs at the shop’s door: nothing about the representative, no bank account, no identity document. By contract: no other use, and erasure at the end.",
        },
      ],
      zh: [
        {
          name: "钱包网络运营公司",
          country: "新加坡共和国",
          purpose: "为门店办理钱包登记、转接支付、防止欺诈",
          data: "商户名称、门店名称与地址、行业，以及登记所需时的代表人姓名",
          regime:
            "适用《个人数据保护法》（PDPA），由独立的监督机构（PDPC）监管，本人可请求查阅和更正。日本尚未认定其具有同等保护水平。",
          safeguards:
            "以合同约定：禁止用于其他目的及再次提供、加密、限定可查阅的人员、发生泄露时24小时内通知、终止时删除，并每年核查。",
        },
        {
          name: "中国各钱包的运营公司",
          country: "中华人民共和国",
          purpose: "在中国的钱包中显示门店并确认支付",
          data: "门店名称、地址、行业",
          regime:
            "适用《个人信息保护法》，由国家互联网信息办公室等监管。依据《国家情报法》等法律，政府可能要求企业提供信息。",
          safeguards:
            "仅提供门店门面公开的信息，不提供代表人信息、银行账户和身份证件。以合同约定禁止用于其他目的并在终止时删除。",
        },
      ],
      ko: [
        {
          name: "지갑 네트워크 운영사",
          country: "싱가포르공화국",
          purpose: "매장에서 지갑을 쓸 수 있게 하는 등록, 결제 중계, 부정 방지",
          data: "가맹점 명칭, 매장 이름과 주소, 업종, 등록에 필요한 경우 대표자 성명",
          regime:
            "개인정보보호법(PDPA)이 있으며 독립 감독 기관(PDPC)이 감독합니다. 본인은 열람과 정정을 요청할 수 있습니다. 일본과 동등한 수준으로 아직 인정되지는 않았습니다.",
          safeguards:
            "목적 외 이용과 재제공 금지, 암호화, 열람자 제한, 유출 시 24시간 이내 통지, 종료 시 삭제를 계약으로 정하고 매년 확인합니다.",
        },
        {
          name: "중국 지갑의 운영사",
          country: "중화인민공화국",
          purpose: "중국 지갑에서 매장을 표시하고 결제를 확인",
          data: "매장 이름과 주소, 업종",
          regime:
            "개인정보보호법이 있으며 국가인터넷정보판공실 등이 감독합니다. 국가정보법 등에 따라 정부가 사업자에게 정보 제출을 요구할 수 있습니다.",
          safeguards:
            "매장 앞에 내거는 정보만 제공하며 대표자 정보, 계좌, 본인 확인 서류는 제공하지 않습니다. 목적 외 이용 금지와 종료 시 삭제를 계약으로 정합니다.",
        },
      ],
    },
  },
];
