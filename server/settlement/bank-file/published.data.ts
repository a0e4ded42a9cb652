/**
 * Transfer files that others have published as samples, as the values of their fields in the order of the standard's
 * table, and what has to be found in each. The values are facts of the samples; every account in them is made up.
 * A finding is written `record field code`, record 0 being the file.
 */
export type PublishedFile = {
  readonly source: string;
  /** What ends each record; the last of a `between` file has none. */
  readonly ends: "\r\n" | "\n" | "\r";
  readonly between?: true;
  readonly records: readonly (readonly string[])[];
  readonly count: number;
  readonly totalYen: bigint;
  /** Errors of a strict reading, and whether they leave the meaning beyond doubt. */
  readonly errors: readonly string[];
  readonly okWhenLenient: boolean;
};

const TRAILER = (count: string, total: string, rest = "") => ["8", count, total, rest];
const END = ["9", ""];

const DEVTURE = "github.com/devture/zengin-generator, tests/results";
const [SRABI, MITSUI] = ["ｽﾗﾋﾞ", "ﾐﾂｲｽﾐﾄﾓ"];
const devtureHeader = (day: string) => [
  "1",
  "21",
  "0",
  "1234560789",
  SRABI,
  day,
  "0009",
  MITSUI,
  "825",
  "ｱｶｻｶ",
  "1",
  "9876543",
  "",
];
const devtureRow = (type: string) => [
  "2",
  "0137",
  "ﾄｳｷﾖｳﾄﾐﾝ",
  "031",
  "ｼﾌﾞﾔ",
  "0000",
  type,
  "1231990",
  "ﾃｽﾄｰ.ｶﾌﾞｼｷｶﾞｲｼﾔ",
  "0001103661",
  "0",
  "",
  "",
  "7",
  "",
  "",
];

const QC = "github.com/ThanhND-po/qc-zengin-validator, samples";
const QC_HEADER = [
  "1",
  "21",
  "0",
  "0000000001",
  "TEST SENDER",
  "0915",
  "0001",
  "TEST BANK",
  "001",
  "TEST BRANCH",
  "1",
  "0000001",
  "",
];
const qcRow = (payee: string, mark = "") => [
  "2",
  "0001",
  "TEST BANK",
  "001",
  "TEST BRANCH",
  "0000",
  "1",
  "0000002",
  payee,
  "0000012500",
  "0",
  "",
  "",
  "0",
  mark,
  "",
];
const QC_PAYEE = "ﾀﾅｶ ﾀﾛｳ";
const QC_HEAD = ["0 separator separator", "1 bankName characters", "1 branchName characters"];
const qcFaults = (record: number) => [
  `${record} bankName characters`,
  `${record} branchName characters`,
  `${record} transferClass value_unusual`,
];

const MASARU = "github.com/masaru-onodera/ZENGIN_Check_WASM, 確認用ダミーデータ";
const masaruHeader = (client: string, name: string, day: string, account: string) => {
  const [branch = "", type = "", number = ""] = account.split(" ");
  return [
    "1",
    "21",
    "0",
    client,
    `ｲﾀｸｼﾔｼﾞﾖｳﾎｳ(ﾂｳﾁﾖｳﾋﾖｳｼﾞｻﾚﾙ)${name}`,
    day,
    "0123",
    "",
    branch,
    "",
    type,
    number,
    "",
  ];
};
const masaruRow = (account: string, payee: string, amount: string, rest: readonly string[]) => {
  const [branch = "", type = "", number = ""] = account.split(" ");
  return ["2", "0123", "", branch, "", "", type, number, payee, amount, "0", ...rest, ""];
};
const NINES = ["9999999999", "9999999999"];

export const PUBLISHED_FILES: readonly (readonly [name: string, file: PublishedFile])[] = [
  [
    "one transfer, to a name with a long-vowel mark",
    {
      source: `${DEVTURE}/single-transaction.txt`,
      ends: "\r\n",
      between: true,
      records: [devtureHeader("0225"), devtureRow("1"), TRAILER("000001", "000001103661"), END],
      count: 1,
      totalYen: 1_103_661n,
      errors: ["2 payeeName characters"],
      okWhenLenient: true,
    },
  ],
  [
    "two transfers, one of them to a name with a long-vowel mark",
    {
      source: `${DEVTURE}/multi-transaction.txt`,
      ends: "\r\n",
      between: true,
      records: [
        devtureHeader("0312"),
        devtureRow("2"),
        [
          "2",
          "0005",
          "ﾐﾂﾋﾞｼﾄｳｷﾖｳUFJ",
          "024",
          "ｷﾞﾝｻﾞﾄﾞｵﾘ",
          "0000",
          "1",
          "2275535",
          "ｶ)ｾﾞﾝｷﾞﾝ",
          "0000599300",
          "0",
          "",
          "",
          "7",
          "",
          "",
        ],
        TRAILER("000002", "000001702961"),
        END,
      ],
      count: 2,
      totalYen: 1_702_961n,
      errors: ["2 payeeName characters"],
      okWhenLenient: true,
    },
  ],
  [
    "a file without a transfer",
    {
      source: `${DEVTURE}/empty.txt`,
      ends: "\r\n",
      between: true,
      records: [devtureHeader("0225"), TRAILER("000000", "000000000000"), END],
      count: 0,
      totalYen: 0n,
      errors: ["0 data no_data"],
      okWhenLenient: false,
    },
  ],
  [
    "line feeds alone, blanks in bank names and another transfer class",
    {
      source: `${QC}/valid-2-records.txt`,
      ends: "\n",
      records: [QC_HEADER, qcRow(QC_PAYEE), qcRow(QC_PAYEE), TRAILER("000002", "000000025000"), END],
      count: 2,
      totalYen: 25_000n,
      errors: [...QC_HEAD, ...qcFaults(2), ...qcFaults(3)],
      okWhenLenient: true,
    },
  ],
  [
    "a trailer with another total",
    {
      source: `${QC}/trailer-mismatch.txt`,
      ends: "\n",
      records: [QC_HEADER, qcRow(QC_PAYEE), qcRow(QC_PAYEE), TRAILER("000002", "000000000001"), END],
      count: 2,
      totalYen: 25_000n,
      errors: [...QC_HEAD, ...qcFaults(2), ...qcFaults(3), "4 totalYen trailer_total"],
      okWhenLenient: false,
    },
  ],
  [
    "EDI information that is announced and blank",
    {
      source: `${QC}/edi-unverified.txt`,
      ends: "\n",
      records: [QC_HEADER, qcRow(QC_PAYEE, "Y"), qcRow(QC_PAYEE), TRAILER("000002", "000000025000"), END],
      count: 2,
      totalYen: 25_000n,
      errors: [...QC_HEAD, ...qcFaults(2), ...qcFaults(3)],
      okWhenLenient: true,
    },
  ],
  [
    "a character of two bytes, which moves the rest of its record",
    {
      source: `${QC}/multibyte-121-bytes.txt`,
      ends: "\n",
      // 0x83 0x41 is a full-width ア; both bytes are kept, so that the record has 121.
      records: [
        QC_HEADER,
        qcRow(`\u0083Aﾅｶ ﾀﾛｳ${" ".repeat(23)}`),
        qcRow(QC_PAYEE),
        TRAILER("000002", "000000025000"),
        END,
      ],
      count: 2,
      totalYen: 12_500n,
      errors: [...QC_HEAD, "2  record_length", ...qcFaults(3), "4 totalYen trailer_total"],
      okWhenLenient: false,
    },
  ],
  [
    "EDI information, without names",
    {
      source: `${MASARU}/Sample.21.Single.True.Dummy`,
      ends: "\n",
      records: [
        masaruHeader("9876543211", "2", "1111", "001 1 4567891"),
        masaruRow("789 2 5678901", "", "0000010000", [...NINES, "", "Y"]),
        masaruRow("123 9 8901234", "", "0000001000", [...NINES, "", "Y"]),
        TRAILER("000002", "000000011000"),
        END,
      ],
      count: 2,
      totalYen: 11_000n,
      errors: [
        "0 separator separator",
        "2 payeeName blank",
        "2 transferClass value_unusual",
        "3 payeeName blank",
        "3 transferClass value_unusual",
      ],
      okWhenLenient: true,
    },
  ],
  [
    "a quotation mark for a payee, and a trailer with more than its sum",
    {
      source: `${MASARU}/Sample.21.Single.Error.Dummy`,
      ends: "\n",
      records: [
        masaruHeader("0000000001", "1", "0521", "001 1 1111111"),
        masaruRow("456 1 2345678", "", "0000010000", ["0987654321", "0987654321", "0", ""]),
        masaruRow("789 1 3456789", '   "', "0000001000", ["1234567890", "1234567890", "0", ""]),
        TRAILER("000002", "000000011000", "0".repeat(36)),
        END,
      ],
      count: 2,
      totalYen: 11_000n,
      errors: [
        "0 separator separator",
        "2 payeeName blank",
        "2 transferClass value_unusual",
        "3 payeeName not_left_justified",
        "3 transferClass value_unusual",
        "4 filler filler",
      ],
      okWhenLenient: true,
    },
  ],
  [
    "two files in one",
    {
      source: `${MASARU}/Sample.21.Multi.True.Dummy`,
      ends: "\n",
      records: [
        masaruHeader("9876543210", "1", "1111", "123 1 2345678"),
        masaruRow("456 1 2345678", "", "0000400000", [...NINES, "", ""]),
        TRAILER("000001", "000000400000"),
        masaruHeader("0000000001", "1", "0521", "001 1 1111111"),
        masaruRow("456 1 2345678", "", "0000010000", ["0987654321", "0987654321", "", ""]),
        masaruRow("789 1 3456789", "", "0000001000", ["1234567890", "1234567890", "", ""]),
        TRAILER("000002", "000000011000"),
        END,
      ],
      count: 3,
      totalYen: 411_000n,
      errors: [
        "0 separator separator",
        "2 payeeName blank",
        "2 transferClass value_unusual",
        "4 recordType record_order",
        "5 payeeName blank",
        "5 transferClass value_unusual",
        "6 payeeName blank",
        "6 transferClass value_unusual",
        "7 count trailer_count",
        "7 totalYen trailer_total",
      ],
      okWhenLenient: false,
    },
  ],
  [
    "carriage returns alone, text for customer codes, and another transfer class",
    {
      source:
        "github.com/drag0sd0g/zengin4j, zengin4j-core/src/test/resources/conformance/input/sougou-furikomi.txt",
      ends: "\r",
      records: [
        ["1", "21", "0", "9190129006", "ﾓｼﾞ ｼﾖｳ", "0311", "9913", "ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ", "960", "", "1", "9685875", ""],
        [
          "2",
          "9891",
          "ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ",
          "993",
          "ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ",
          "9674",
          "1",
          "9801390",
          "ﾊﾟﾋﾟﾌﾟﾍﾟﾎﾟ",
          "0000054878",
          "0",
          "ｱ",
          "ﾃｽﾄ ﾊﾅｺ",
          "8",
          "ｱ",
          "",
        ],
        [
          "2",
          "9850",
          "",
          "968",
          "ﾀﾞ",
          "9230",
          "1",
          "9046801",
          "ﾓｼﾞ ｼﾖｳ",
          "0000060137",
          "2",
          "",
          "ﾃｽﾄ",
          "8",
          "ｱ",
          "",
        ],
        TRAILER("000002", "000000115015"),
        END,
      ],
      count: 2,
      totalYen: 115_015n,
      errors: [
        "0 separator separator",
        "2 customerCode1 not_digits",
        "2 customerCode2 not_digits",
        "2 transferClass value_unusual",
        "2 ediMark value_unusual",
        "3 customerCode2 not_digits",
        "3 transferClass value_unusual",
        "3 ediMark value_unusual",
      ],
      okWhenLenient: false,
    },
  ],
  [
    "a file of direct debits, which has the same frame",
    {
      source: "github.com/vain0x/zengin-edit, src/example.ts",
      ends: "\r\n",
      between: true,
      records: [
        [
          "1",
          "91",
          "1",
          "8888888888",
          "ITAKUSHA",
          "1231",
          "3001",
          "ITAKUGINKOU",
          "001",
          "ITAKUSHITEN",
          "1",
          "7777001",
          "",
        ],
        [
          "2",
          "3002",
          "SECONDGINKOU",
          "002",
          "SECONDSHITEN",
          "",
          "1",
          "7777002",
          "SECONDYOKINSHA",
          "0000002000",
          "1",
          "0000000000",
          "0000000042",
          "0",
          "",
          "",
        ],
        [
          "2",
          "3003",
          "THIRDGINKOU",
          "003",
          "THIRDSHITEN",
          "",
          "1",
          "7777003",
          "THIRDYOKINSHA",
          "0000004000",
          "1",
          "0000000000",
          "0000000084",
          "0",
          "",
          "",
        ],
        TRAILER("000002", "000000006000", `000002000000006000${"0".repeat(18)}`),
        END,
      ],
      count: 2,
      totalYen: 6_000n,
      errors: [
        "1 fileType value_not_allowed",
        "1 codeClass value_unusual",
        "2 transferClass value_unusual",
        "3 transferClass value_unusual",
        "4 filler filler",
      ],
      okWhenLenient: false,
    },
  ],
];
