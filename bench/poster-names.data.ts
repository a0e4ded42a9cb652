/**
 * Names that posters get wrong: rare and compatibility characters, legal forms, long and unbroken ones, other scripts,
 * marks that join the letter before them, and everything that a person may type between.
 */
export const HARDEST_NAMES = [
  "髙﨑①㈱𠮷野家",
  "㈲濵﨑商店 №３ ℡受付",
  "スーパーマーケットさくらマート渋谷道玄坂上交差点前店",
  "THE INTERNATIONAL DEPARTMENT STORE & FOOD MARKET GINZA MAIN BUILDING",
  "上海小笼包・龙门饭店（银座）",
  "한국식당 서울갈비 신주쿠역동쪽출입구점",
  "ｶﾞｿﾘﾝｽﾀﾝﾄﾞ ﾊﾟﾋﾟﾌﾟ",
  "か゛く゛ の は゜ん ～Café Crème～",
] as const;

const OWNERS = [
  "髙島",
  "﨑山",
  "𠮷田",
  "濵口",
  "邉見",
  "渡邊",
  "渡邉",
  "齋藤",
  "齊藤",
  "德永",
  "增田",
  "瀨戸",
  "槗本",
  "栁沢",
  "𡈽屋",
  "神社前",
  "辻󠄀",
  "葛󠄁城",
  "祇󠄀園",
  "鷗外",
  "①番館",
  "㈱山田",
  "㈲田中",
  "㍿東京",
  "Ⅲ世",
  "〆縄",
  "々木",
  "仝上",
  "ヴィラ",
  "ヵ丘",
  "ヶ原",
  "ゞ屋",
  "麴町",
  "鯖江",
  "龍ヶ崎",
  "茨城",
  "蠟山",
  "噓八百",
  "繫屋",
  "剝製",
] as const;
const TRADES = [
  "酒店",
  "ベーカリー＆カフェ",
  "らーめん 〜極〜",
  "ﾍｱｰｻﾛﾝ",
  "薬局",
  "百貨店 本館",
  "Coffee / Bar",
  "寿司「はな」",
  "焼肉・ホルモン",
  "書店 2F",
] as const;
const PLACES = [
  "",
  " 渋谷店",
  "（丸の内オアゾ）",
  " 第１２号店",
  "・ららぽーと豊洲3・4階フードコート内",
  " Shinjuku East Exit",
  "〒100-0001前",
  " 中国銀行 支店横",
  " 명동점",
  " 广州分店",
] as const;

/** Two hundred difficult names: the hardest by hand, the others from every owner with trades and places by turns. */
export const DIFFICULT_NAMES: readonly string[] = [
  ...HARDEST_NAMES,
  ...Array.from({ length: 192 }, (_, at) => {
    const [owner, trade, place] = [
      OWNERS[at % OWNERS.length],
      TRADES[(at * 7 + Math.floor(at / OWNERS.length)) % TRADES.length],
      PLACES[(at * 3 + Math.floor(at / 11)) % PLACES.length],
    ];
    return `${owner}${trade}${place}`;
  }),
];
