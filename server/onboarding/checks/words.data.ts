/** What the network does not let be sold, by kind; compared in folded form, so width and kana do not matter. */
export const PROHIBITED_WORDS: Readonly<Record<string, readonly string[]>> = {
  drugs: ["CBD", "CBN", "大麻", "ヘンプ", "脱法", "合法ハーブ"],
  tobacco: ["電子たばこ", "加熱式たばこ", "VAPE", "水たばこ", "シーシャ"],
  weapons: ["銃", "エアガン", "刀剣", "スタンガン"],
  gambling: ["カジノ", "馬券", "宝くじ", "パチンコ景品", "ギャンブル"],
  adult: ["アダルト", "風俗", "デリヘル", "出会い系"],
  money: ["暗号資産", "仮想通貨", "ビットコイン", "両替", "金券", "商品券", "ギフト券買取", "現金化"],
  schemes: ["マルチ商法", "ネットワークビジネス", "情報商材", "霊感"],
  counterfeits: ["コピー商品", "スーパーコピー", "偽ブランド"],
};

/** Goods that belong to certain categories alone, or that need a licence of their own. */
export const GOODS_OF_CATEGORIES: readonly {
  readonly words: readonly string[];
  readonly categories: readonly string[];
}[] = [
  { words: ["医薬品", "処方", "調剤", "市販薬"], categories: ["5912"] },
  { words: ["宿泊", "客室", "民泊"], categories: ["7011"] },
  { words: ["タクシー", "旅客運送", "ハイヤー"], categories: ["4121"] },
  { words: ["カット", "パーマ", "ヘアカラー", "散髪"], categories: ["7230"] },
  { words: ["家電", "テレビ", "冷蔵庫", "スマートフォン"], categories: ["5732", "5311"] },
  { words: ["婦人服", "紳士服", "子供服"], categories: ["5651", "5311"] },
  {
    words: ["定食", "ラーメン", "そば", "うどん", "居酒屋"],
    categories: ["5812", "5813", "5814", "5311", "7011"],
  },
  { words: ["書籍", "雑誌", "漫画"], categories: ["5942", "5499", "5411", "5311"] },
  { words: ["中古", "古着", "リサイクル", "買取"], categories: [] },
];
