import { expect, it } from "vitest";
import { ja } from "./ja";
import { ko } from "./ko";
import { zh } from "./zh";

/**
 * One term has one translation. Where a Japanese message has the term on the left, the Chinese one has the word in the
 * middle and the Korean one the word on the right.
 */
const GLOSSARY: readonly (readonly [RegExp, RegExp, RegExp])[] = [
  [/加盟店/, /商户/, /가맹점/],
  [/店舗(?!提示)/, /门店/, /매장/],
  [/申込|申し込/, /申请/, /신청/],
  [/審査/, /审核|审批/, /심사/],
  [/差し戻/, /退回/, /반려/],
  [/異議申立て/, /争议/, /이의(를)? 제기/],
  [/取り下げ/, /撤回/, /취하|철회/],
  [/オーナー/, /店主/, /점주/],
  [/サポート/, /客服/, /고객 지원|지원팀/],
  [/ポスター/, /海报/, /포스터/],
  [/ウォレット/, /钱包/, /지갑/],
  [/レジ(?!画面)/, /收银/, /계산대/],
  [/お客さま/, /顾客/, /손님/],
  [/下4桁/, /末四位/, /끝 4자리/],
  [/返金/, /退款|退还/, /환불/],
  [/(?<!証)明細/, /结算单|明细/, /명세서|내역/],
  [/入金口座/, /收款账户/, /입금 계좌/],
  [/(?<!振込)手数料/, /手续费/, /수수료/],
  [/振込手数料/, /转账手续费/, /이체 수수료/],
  [/消費税/, /消费税/, /소비세/],
  [/銀行営業日/, /银行营业日/, /은행 영업일/],
  // A merchant in Japan meets these words on papers of the state: the original stands beside the translation.
  [/適格請求書/, /適格請求書/, /適格請求書/],
  [/履歴事項全部証明書/, /履歴事項全部証明書/, /履歴事項全部証明書/],
  [/実質的支配者(?!\{|を追加)/, /実質的支配者/, /実質的支配者/],
  [/認証コード/, /验证码/, /인증 코드/],
  [/パスキー/, /通行密钥/, /패스키/],
];

/** Words that were used for the same things before, or that another language's habits suggest. */
const AVOIDED = {
  ja: /お客様|振込口座/,
  zh: /店铺|后4位|后四位|尾号|合约|收银画面/,
  ko: /가게|사업주|네 자리|명세(?!서)|월렛/,
} as const;

function entriesOf(tree: object, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : entriesOf(value, `${path}${key}.`),
  );
}

it.each([
  { language: "zh", words: zh, translationOf: (term: (typeof GLOSSARY)[number]) => term[1] },
  { language: "ko", words: ko, translationOf: (term: (typeof GLOSSARY)[number]) => term[2] },
] as const)("a term has one translation in $language", ({ language, words, translationOf }) => {
  const japanese = new Map(entriesOf(ja));
  const strange = entriesOf(words).flatMap(([key, text]) => {
    const terms = GLOSSARY.filter(
      (term) => term[0].test(japanese.get(key) ?? "") && !translationOf(term).test(text),
    ).map(([term]) => term.source);
    if (AVOIDED[language].test(text)) terms.push("a word to avoid");
    return terms.map((term) => `${key}: ${text} (${term})`);
  });
  expect(strange).toEqual([]);
});

it("Japanese keeps to one spelling", () => {
  expect(entriesOf(ja).filter(([, text]) => AVOIDED.ja.test(text))).toEqual([]);
});
