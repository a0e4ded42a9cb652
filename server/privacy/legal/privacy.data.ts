import type { LegalVersion } from "./schema";

/** The privacy notice, newest version first. A version that was in force is never edited. */
export const PRIVACY: readonly LegalVersion[] = [
  {
    version: "2026-11-01",
    parts: {
      ja: [
        {
          title: "1. 集める情報",
          body: "申込に必要な事業者・代表者・店舗・口座の情報、本人確認書類、担当者の氏名とメールアドレス、決済の記録、操作の記録です。お店で支払うお客さまの氏名やカード番号は受け取りません。",
        },
        {
          title: "2. 使う目的",
          body: "加盟店の審査、ウォレットへの登録、決済と入金、不正の防止、法令で定められた確認と報告、お問い合わせへの回答に使います。ほかの目的には使いません。",
        },
        {
          title: "3. 守り方",
          body: "口座番号と本人確認書類は暗号化して保存し、鍵を定期的に替えます。閲覧した人と時刻を記録し、社内でも必要な役割の者だけが見られます。操作の記録は、対象の方ごとの鍵で暗号化します。",
        },
        {
          title: "4. 外国にある第三者への提供",
          body: "お店をウォレットで使えるようにするため、シンガポール共和国のネットワーク運営会社と、中華人民共和国のウォレット運営会社に情報を渡します。渡す情報、各国の制度、提供先の安全管理の措置は、下の表と申込の同意画面に記載しています。同意はご本人からいただきます。",
        },
        {
          title: "5. 保存する期間",
          body: "情報の種類ごとの期間と根拠は、下の表のとおりです。期間が過ぎると、毎日動く仕組みが消去します。消去には、対象の方の鍵を壊して記録を読めなくする方法を含みます。",
        },
        {
          title: "6. 開示・訂正・消去",
          body: "ご本人は、ご自分の情報の写し、訂正、消去を求められます。サインインして「設定」からご請求ください。14日以内にお答えします。法令で保存が定められた情報は、その期間が過ぎるまで消去できません。その場合は、残る情報と期限をお知らせします。",
        },
        { title: "7. 窓口", body: "{company} 個人情報保護窓口 {contact}" },
      ],
      en: [
        {
          title: "1. What we collect",
          body: "What an application needs about the business, its representative, stores and bank account; identity documents; names and e-mail addresses of staff; records of payments and of actions in the product. We receive neither the names nor the card numbers of people who pay in your shop.",
        },
        {
          title: "2. What we use it for",
          body: "Reviewing merchants, registering them with wallets, payments and payouts, preventing fraud, checks and reports required by law, and answering enquiries. Nothing else.",
        },
        {
          title: "3. How we protect it",
          body: "Account numbers and identity documents are stored encrypted under keys that are changed regularly. Who looked at them and when is recorded, and only people whose role needs it can. Records of actions are encrypted under a key of the person or thing they are about.",
        },
        {
          title: "4. Third parties in other countries",
          body: "So that wallets work in your shop, data goes to the operator of the network in the Republic of Singapore and to the operators of wallets in the People’s Republic of China. What is sent, how those countries protect it and what the recipients have promised is in the table below and beside the consent in the application. The consent is yours to give.",
        },
        {
          title: "5. How long we keep it",
          body: "The period and the reason for each kind of data are in the table below. A daily job erases what has passed its period, including by destroying the key of the person concerned, which makes records unreadable.",
        },
        {
          title: "6. Copies, correction, erasure",
          body: "You can ask for a copy, for correction or for erasure of your own data: sign in and use the settings. We answer within 14 days. What the law obliges us to keep cannot be erased before its period has passed; we then tell you what remains and until when.",
        },
        { title: "7. Contact", body: "{company}, data protection, {contact}" },
      ],
      zh: [
        {
          title: "1. 收集的信息",
          body: "申请所需的企业、代表人、门店和账户信息，身份证件，经办人的姓名和邮箱，支付记录以及操作记录。不接收在店内付款的顾客的姓名或卡号。",
        },
        {
          title: "2. 使用目的",
          body: "用于商户审核、钱包登记、支付与入账、防止欺诈、法律规定的核查与报告，以及答复咨询。不作他用。",
        },
        {
          title: "3. 保护方式",
          body: "账号和身份证件加密保存，并定期更换密钥。记录查看者和时间，公司内部也仅限有必要的岗位查看。操作记录以其对象各自的密钥加密。",
        },
        {
          title: "4. 向境外第三方提供",
          body: "为使门店可以使用钱包，会向新加坡共和国的网络运营公司和中华人民共和国的钱包运营公司提供信息。提供的信息、各国制度及接收方的安全管理措施，载于下表和申请的同意页面。同意由您本人作出。",
        },
        {
          title: "5. 保存期限",
          body: "各类信息的期限和依据见下表。期限届满后，由每日运行的程序删除，包括销毁相关对象的密钥，使记录无法读取。",
        },
        {
          title: "6. 查阅、更正与删除",
          body: "您可以要求获取自己信息的副本、更正或删除。请登录后在“设置”中提出，我们将在14天内答复。法律规定须保存的信息在期限届满前不能删除，届时会告知保留的内容和期限。",
        },
        { title: "7. 联系窗口", body: "{company} 个人信息保护窗口 {contact}" },
      ],
      ko: [
        {
          title: "1. 수집하는 정보",
          body: "신청에 필요한 사업자·대표자·매장·계좌 정보, 본인 확인 서류, 담당자의 이름과 이메일, 결제 기록, 작업 기록입니다. 매장에서 결제하는 손님의 이름이나 카드 번호는 받지 않습니다.",
        },
        {
          title: "2. 이용 목적",
          body: "가맹점 심사, 지갑 등록, 결제와 입금, 부정 방지, 법령이 정한 확인과 보고, 문의 답변에 이용합니다. 다른 목적에는 이용하지 않습니다.",
        },
        {
          title: "3. 보호 방법",
          body: "계좌 번호와 본인 확인 서류는 암호화하여 저장하고 키를 정기적으로 바꿉니다. 본 사람과 시각을 기록하며, 회사 안에서도 필요한 역할만 볼 수 있습니다. 작업 기록은 대상마다 다른 키로 암호화합니다.",
        },
        {
          title: "4. 외국에 있는 제3자 제공",
          body: "매장에서 지갑을 쓸 수 있도록 싱가포르공화국의 네트워크 운영사와 중화인민공화국의 지갑 운영사에 정보를 제공합니다. 제공하는 정보, 각 나라의 제도, 제공받는 곳의 안전 관리 조치는 아래 표와 신청의 동의 화면에 적혀 있습니다. 동의는 본인에게서 받습니다.",
        },
        {
          title: "5. 보존하는 기간",
          body: "정보 종류별 기간과 근거는 아래 표와 같습니다. 기간이 지나면 매일 실행되는 작업이 삭제합니다. 대상의 키를 파기하여 기록을 읽을 수 없게 하는 방법도 포함됩니다.",
        },
        {
          title: "6. 열람·정정·삭제",
          body: "본인은 본인 정보의 사본, 정정, 삭제를 요청할 수 있습니다. 로그인한 뒤 ‘설정’에서 요청해 주세요. 14일 안에 답해 드립니다. 법령으로 보존이 정해진 정보는 그 기간이 지날 때까지 삭제할 수 없으며, 남는 정보와 기한을 알려 드립니다.",
        },
        { title: "7. 문의처", body: "{company} 개인정보 보호 담당 {contact}" },
      ],
    },
  },
  {
    version: "2026-10-01",
    parts: {
      ja: [
        {
          title: "1. 集める情報",
          body: "申込に必要な事業者・代表者・店舗・口座の情報、本人確認書類、担当者のメールアドレス、決済の記録です。お店で支払うお客さまの氏名やカード番号は受け取りません。",
        },
        {
          title: "2. 使う目的",
          body: "加盟店の審査、ウォレットへの登録、決済と入金、不正の防止、法令で定められた確認と報告、お問い合わせへの回答に使います。ほかの目的には使いません。",
        },
        {
          title: "3. 守り方",
          body: "口座番号と本人確認書類は暗号化して保存し、鍵を定期的に替えます。閲覧した人と時刻を記録し、社内でも必要な役割の者だけが見られます。",
        },
        {
          title: "4. 第三者と外国への提供",
          body: "お店をウォレットで使えるようにするため、店名、住所、業種を、ウォレット事業者（日本、中国、シンガポールのネットワーク運営会社）に渡します。提供先の国の制度と、契約で求める安全管理は、申込の同意画面に記載します。",
        },
        {
          title: "5. 保存する期間",
          body: "契約と決済の記録は、終了後10年（法令の定め）。承認されなかった申込の書類は6か月。認証コードと期限の切れたサインインの記録は、すみやかに消します。",
        },
        {
          title: "6. 開示・訂正・消去",
          body: "ご本人は、ご自分の情報の写し、訂正、利用の停止、消去を求められます。下の窓口へご連絡ください。本人確認のうえ、法令の期間内にお答えします。",
        },
        {
          title: "7. 窓口",
          body: "{company} 個人情報保護窓口 {contact}",
        },
      ],
      en: [
        {
          title: "1. What we collect",
          body: "What an application needs about the business, its representative, shops and bank account; identity documents; e-mail addresses of staff; records of payments. We receive neither the names nor the card numbers of people who pay in your shop.",
        },
        {
          title: "2. What we use it for",
          body: "Reviewing merchants, registering them with wallets, payments and payouts, preventing fraud, checks and reports required by law, and answering enquiries. Nothing else.",
        },
        {
          title: "3. How we protect it",
          body: "Account numbers and identity documents are stored encrypted under keys that are changed regularly. Who looked at them and when is recorded, and only people whose role needs it can.",
        },
        {
          title: "4. Third parties and other countries",
          body: "So that wallets can show your shop, we give its name, address and category to the wallet companies (the network’s operators in Japan, China and Singapore). The consent in the application names each country’s rules and the safeguards that we require by contract.",
        },
        {
          title: "5. How long we keep it",
          body: "Contracts and payments: 10 years after their end, as the law requires. Documents of applications that were not approved: 6 months. Sign-in codes and ended sessions are removed promptly.",
        },
        {
          title: "6. Your rights",
          body: "You can ask for a copy, for correction, for an end of use or for erasure of your own data. Write to the address below; once we know it is you, we answer within the period set by law.",
        },
        {
          title: "7. Contact",
          body: "{company}, data protection, {contact}",
        },
      ],
      zh: [
        {
          title: "1. 收集的信息",
          body: "申请所需的企业、代表人、店铺和账户信息，身份证件，经办人的电子邮箱，以及支付记录。不接收在店内付款的顾客的姓名或卡号。",
        },
        {
          title: "2. 使用目的",
          body: "用于商户审核、钱包登记、支付与入账、防止不正当行为、法律规定的核查与报告，以及答复咨询。不作他用。",
        },
        {
          title: "3. 保护方式",
          body: "账号和身份证件加密保存，并定期更换密钥。记录查看者和时间，公司内部也仅限有必要的岗位查看。",
        },
        {
          title: "4. 向第三方及境外提供",
          body: "为使店铺可在钱包中使用，会将店名、地址和行业提供给钱包公司（日本、中国、新加坡的网络运营公司）。各国制度及合同要求的安全管理，载于申请的同意画面。",
        },
        {
          title: "5. 保存期间",
          body: "合同和支付记录：结束后10年（法律规定）。未获批申请的文件：6个月。验证码和已失效的登录记录会及时删除。",
        },
        {
          title: "6. 查阅、更正与删除",
          body: "本人可要求提供自己信息的副本、更正、停止使用或删除。请联系以下窗口，确认本人身份后，将在法定期间内答复。",
        },
        {
          title: "7. 联系窗口",
          body: "{company} 个人信息保护窗口 {contact}",
        },
      ],
      ko: [
        {
          title: "1. 모으는 정보",
          body: "신청에 필요한 사업자·대표자·점포·계좌 정보, 신분 확인 서류, 담당자의 이메일, 결제 기록입니다. 가게에서 결제하는 손님의 이름이나 카드 번호는 받지 않습니다.",
        },
        {
          title: "2. 쓰는 목적",
          body: "가맹점 심사, 지갑 등록, 결제와 입금, 부정 방지, 법령이 정한 확인과 보고, 문의 답변에 씁니다. 다른 목적에는 쓰지 않습니다.",
        },
        {
          title: "3. 지키는 방법",
          body: "계좌 번호와 신분 확인 서류는 암호화하여 저장하고 열쇠를 정기적으로 바꿉니다. 본 사람과 시각을 기록하며, 회사 안에서도 필요한 역할만 볼 수 있습니다.",
        },
        {
          title: "4. 제3자와 외국에 제공",
          body: "지갑에서 가게를 쓸 수 있도록 상호, 주소, 업종을 지갑 사업자(일본, 중국, 싱가포르의 네트워크 운영사)에 제공합니다. 각 나라의 제도와 계약으로 요구하는 안전 관리는 신청의 동의 화면에 적습니다.",
        },
        {
          title: "5. 보존하는 기간",
          body: "계약과 결제 기록은 끝난 뒤 10년(법령). 승인되지 않은 신청 서류는 6개월. 인증 코드와 만료된 로그인 기록은 곧바로 지웁니다.",
        },
        {
          title: "6. 열람·정정·삭제",
          body: "본인은 자기 정보의 사본, 정정, 이용 정지, 삭제를 요구할 수 있습니다. 아래 창구로 연락해 주세요. 본인 확인 후 법령의 기간 안에 답합니다.",
        },
        {
          title: "7. 창구",
          body: "{company} 개인정보 보호 창구 {contact}",
        },
      ],
    },
  },
];
