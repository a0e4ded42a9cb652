/**
 * Payloads that others have published, each with where it stands. `ok` says whether its structure and its CRC are
 * right; `warnings` are the limits of the standard that it does not keep.
 */
export type PublicVector = {
  readonly source: string;
  readonly payload: string;
  readonly ok: boolean;
  /** Code and id of each warning, or of each error when it is not right. */
  readonly findings: readonly string[];
};

const PROMPTPAY = "github.com/dtinth/promptpay-qr index.test.js";
const PHANNALY = "github.com/phannaly/emv-qr-code";
const MERCARI = "github.com/mercari/go-emv-code mpm/mpm_test.go";
const MERCARI_JPQR = "github.com/mercari/go-emv-code mpm/jpqr/jpqr_test.go";
const PAYNOW = "SGQR payload in the public test fixtures of a Singapore and Philippines QR parser";
const KHQR = "bakong-khqr (npm), its verification cases as github.com/fidele007/bakong-khqr-php carries them";
const MRRHAK = "github.com/mrrhak/khqr_sdk example/README.md";
const PROMPTPARSE = "github.com/maythiwat/promptparse src/index.test.ts";
const BHIMSUR = "a QR parser of io.bhimsur.rnd, QrApplication.java";
const NO_SHOP = ["missing 52", "missing 59", "missing 60"];

export const PUBLIC_VECTORS: readonly PublicVector[] = [
  {
    source: `${PHANNALY} README.md: a city of 16 characters`,
    payload:
      "00020101021252044131153137210116372101160123456789ABCDE6016Banteay Meanchey5913Kuntheas Shop5802KH540510.005303840621201081234567863041FF2",
    ok: true,
    findings: ["too_long 60"],
  },
  {
    source: `${PHANNALY} MerchantPresentedDecoderTest.kt`,
    payload:
      "00020101021252044131153137210116372101160123456789ABCDE6010Phnom Penh5913Merchant Shop5802KH540510.005303840622501081234567802090124444446304A0BA",
    ok: true,
    findings: [],
  },
  {
    source: `${PROMPTPAY}: a phone number`,
    payload: "00020101021129370016A000000677010111011300668012345675802TH530376463046197",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source: `${PROMPTPAY}: a dashed phone number`,
    payload: "00020101021129370016A000000677010111011300668912345675802TH5303764630429C1",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source: `${PROMPTPAY}: a national number`,
    payload: "00020101021129370016A000000677010111021311111111111115802TH530376463047B5A",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source: `${PROMPTPAY}: a tax number, and a CRC with a leading zero`,
    payload: "00020101021129370016A000000677010111021301234567890125802TH530376463040CBD",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source: `${PROMPTPAY}: an amount`,
    payload: "00020101021229370016A000000677010111011300660000000005802TH530376454044.226304E469",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source:
      "Banco Central do Brasil, Manual de Padrões para Iniciação do Pix; github.com/stone-payments/ex-pix-brcode",
    payload:
      "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D",
    ok: true,
    findings: [],
  },
  {
    source:
      "github.com/kenmaz/JPQRReader JPQRReaderTests.swift: its reader checks no CRC, and this one is of no encoding",
    payload:
      "00020164210002JA0111JPQRMPM本舗食堂53033925903xxx6003xxx610710600325802JP01021126680019jp.or.paymentsjapan0113000000000000102040001030600000104060000015204412163046D60",
    ok: false,
    findings: ["crc_mismatch 63"],
  },
  {
    source: `${MERCARI_JPQR}: JPQR beside two other networks`,
    payload:
      "0002016003xxx01021129300012D156000000000510A93FO3230Q31280012D1560000000103081234567826680019jp.or.paymentsjapan01130000000000001020400010306000001040600000153033925903xxx64180002JA0108メルペイ カフェ520441115802JP610710661436304DEE9",
    ok: true,
    findings: [],
  },
  {
    source: `${MERCARI_JPQR}: a CRC in small letters that is wrong`,
    payload:
      "00020101021229300012d156000000000510a93fo3230q31280012d15600000001030812345678520441115802cn5914best transport6007beijing64200002zh0104最佳运输0202北京540523.7253031565502016233030412340603***0708a60086670902me91320016a0112233449988770708123456786304a13b",
    ok: false,
    findings: ["crc_mismatch 63"],
  },
  {
    source: `${MERCARI_JPQR}: another currency than yen in Japan`,
    payload:
      "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802JP5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A011223344998877070812345678630420EE",
    ok: true,
    findings: [],
  },
  {
    source: `${MERCARI}: unreserved templates`,
    payload:
      "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115303156540523.725502015802CN5914BEST TRANSPORT6007BEIJING6233030412340603***0708A60086670902ME64200002ZH0104最佳运输0202北京8036003239401ff0c21a4543a8ed5fbaa30ab02e81360032c2fbf6dd646f4f36b617f10747c0b96163046F32",
    ok: true,
    findings: [],
  },
  {
    source: `${MERCARI}: without a language template`,
    payload:
      "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115303156540523.725502015802CN5914BEST TRANSPORT6007BEIJING6233030412340603***0708A60086670902ME8036003239401ff0c21a4543a8ed5fbaa30ab02e81360032c2fbf6dd646f4f36b617f10747c0b9616304EBCA",
    ok: true,
    findings: [],
  },
  {
    source: `${MERCARI}: without unreserved templates`,
    payload:
      "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115303156540523.725502015802CN5914BEST TRANSPORT6007BEIJING6233030412340603***0708A60086670902ME64200002ZH0104最佳运输0202北京6304CDE7",
    ok: true,
    findings: [],
  },
  {
    source: `${MERCARI}: an empty unreserved template`,
    payload:
      "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115303156540523.725502015802CN5914BEST TRANSPORT6007BEIJING6233030412340603***0708A60086670902ME64200002ZH0104最佳运输0202北京8000630484D1",
    ok: false,
    findings: ["tlv_length_zero 80"],
  },
  {
    source: `${MERCARI}: a GUID of 33 characters`,
    payload:
      "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115303156540523.725502015802CN5914BEST TRANSPORT6007BEIJING6233030412340603***0708A60086670902ME64200002ZH0104最佳运输0202北京8037003339401ff0c21a4543a8ed5fbaa30ab02ee6304D279",
    ok: true,
    findings: ["too_long 80.00"],
  },
  {
    source: `${MERCARI}: without its first object`,
    payload:
      "01021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A",
    ok: false,
    findings: ["first_object 00", "crc_mismatch 63"],
  },
  {
    source: `${MERCARI}: without a CRC`,
    payload:
      "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A011223344998877070812345678",
    ok: false,
    findings: ["crc_missing 63"],
  },
  {
    source: `${MERCARI}: no payload at all`,
    payload: "foo",
    ok: false,
    findings: ["tlv_id", "first_object 00", "crc_missing 63"],
  },
  {
    source: `${MERCARI}: a language template that is no template`,
    payload:
      "00020101021126680019jp.or.paymentsjapan0113aaaaaaaaaaaaa0204bbbb0306cccccc0406dddddd5204000053033925802JP5925123456789012345678901234560151234567890123456110123456786499あいうえおかきくけこ\bあいうえおかきくけこあいうえおかきくけこあいうえおかきくけこあいうえおかきくけこあいうえおかきくけこ\bあいうえおかきくけこあいうえおかきくけこあいうえおかきくけこあいうえおかきくけ6304E0C6",
    ok: false,
    findings: ["tlv_length 99"],
  },
  {
    source: "github.com/mvallim/emv-qrcode DecoderMpmTest.java: every kind of additional data",
    payload:
      "00020101021102160004hoge0104abcd520441115303156540523.725502015603500570155802CN5914BEST TRANSPORT6007BEIJING6107123456762950105123450205678900305098760405543210505abcde0605fghij0705klmno0805pqres0905tuvxy5010000110101i64280002ZH0102北京0204最佳运输0304abcd65020080320016A01122334499887707081234567863044220",
    ok: true,
    findings: ["too_long 62.09", "value 62.09"],
  },
  {
    source:
      "SGQR sample of a shop with fourteen networks; github.com/rationally-app/mobile-application validateIdentifierInputs.test.ts",
    payload:
      "00020101021102164761360000000*1704155123456789123451110123456789012153123456789012341531250003440001034450003445311000126330015SG.COM.DASH.WWW0110000005550127670014A00000076200010120COM.LQDPALLIANCE.WWW021512345678901234503020028660011SG.COM.OCBC0147OCBCP2P629A358D-ECE7-4554-AD56-EBD12D84CA7E4F7329500006SG.EZI013603600006-76bb-4a5a-aa1a-fbcb64d6ecf530850013SG.COM.EZLINK01201234567890123456-1230204SGQR0324A123456,B123456,C12345670404A23X31260008COM.GRAB0110A93FO3230Q32390007COM.DBS011012345678900210123456789033900011SG.COM.NETS01230201401832831128823590002150001118703240000308885872010901199084E5DC3D834430017COM.QQ.WEIXIN.PAY011012345678900204123435660010SG.COM.UOB014845D233507F5E8C306E3871A4E9FACA601A80C114B5645E5D36840009SG.PAYNOW010120216+621234567890123030100408209912310525123456789012345678901234537270009SG.AIRPAY0110A11BC0000X51860007SG.SGQR0112180307510317020701.0003030608100604020205031380609Counter010708201804075204581453037025802SG5916FOOD XYZ PTE LTD6009SINGAPORE6106081006626001081234567R0607876543050330015SG.COM.DASH.WWW0110000005550263045E8D",
    ok: true,
    findings: ["payload_too_long"],
  },
  {
    source: `${PAYNOW}: with a reference`,
    payload:
      "00020101021226580009SG.PAYNOW010120213201929813CSPP030100414202308011802005204000053037025402205802SG5925SHOPEEPAY PRIVATE LIMITED6009SINGAPORE62270123SPP1844414393533165284563047A0C",
    ok: true,
    findings: [],
  },
  {
    source: `${PAYNOW}: without one`,
    payload:
      "00020101021226570009SG.PAYNOW010120213201929813CSPW030110513SPW658227463052040000530370254031005802SG5925SHOPEEPAY PRIVATE LIMITED6009SINGAPORE630426E1",
    ok: true,
    findings: [],
  },
  {
    source: `${PAYNOW}: QR Ph of a shop`,
    payload:
      "00020101021128620011ph.ppmi.p2m0111GXCHPHM2XXX032121702000005469871609905030005204581453036085802PH5917S and R MBTC 91826006Taguig6104163062650012ph.ppmi.qrph0308SRSU002005212170500000669901340940708GEN0035163049EE7",
    ok: true,
    findings: [],
  },
  {
    source: `${PAYNOW}: the same with one letter changed`,
    payload:
      "00020101021128620011ph.dpmi.p2m0111GXCHPHM2XXX032121702000005469871609905030005204581453036085802PH5917S and R MBTC 91826006Taguig6104163062650012ph.ppmi.qrph0308SRSU002005212170500000669901340940708GEN0035163049EE7",
    ok: false,
    findings: ["crc_mismatch 63"],
  },
  {
    source: `${PAYNOW}: QR Ph with an amount`,
    payload:
      "00020101021228500011ph.ppmi.p2m0111PAPHPHM1XXX0309102140529050331052047299530360854041.005802PH5903Rui6006Manila62440014com.paymaya.qr052228oYUr47CjKVCKh57wfb3s6304C116",
    ok: true,
    findings: [],
  },
  {
    source: "FOMO Pay, sample answer of an order in its public interface description",
    payload:
      "00020101021226580009SG.PAYNOW010120213201543956D0020301004142020111919400752045999530370254041.005802SG5918FOMO PAY PTE. LTD.6009SINGAPORE62260122QY03022020111940207560630422F3",
    ok: true,
    findings: [],
  },
  {
    source: "NIBSS NQR test merchant, published in a Nigerian integrator's test",
    payload:
      "0002010102121531**999166**999166****M000000000126720019NG.COM.NIBSS-PLC.QR0111S000000000102309991662005210922520163783561015204000053035665402105802NG5913Test Merchant6007Nigeria6304A54A",
    ok: true,
    findings: [],
  },
  {
    source: "NIBSS NQR test merchant, static; the same place",
    payload:
      "0002010102111531**999166**999166****M000000093926370018NG.COM.NIBSSPLC.QR0111S0000000695520400005303566540440005802NG5925Merchant A Test Jaiz Bank6007Nigeria63049DF0",
    ok: true,
    findings: [],
  },
  {
    source: "Central Bank of Kenya QR standard, P2M sample",
    payload:
      "00020101021129230008ke.go.qr680722266655204541153034045802KE5919Thika Vivian Stores6002KE61020082310008ke.go.qr011511062025T1259066304AA94",
    ok: true,
    findings: [],
  },
  {
    source: "NAPAS VietQR, sample of a payload builder's test",
    payload:
      "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA530370454061500005802VN62210817AFWD WITHDRAWAL12630469B7",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source: "payOS, sample answer of a payment link in its public interface description",
    payload:
      "00020101021238570010A000000727012700069704220113VQRQAAUQA63360208QRIBFTTA530370454061000005802VN62220818Payment for course6304AC3C",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source: "PAYNET Uzbekistan, the address of its public QR page",
    payload:
      "00020101021140440012qr-online.uz01186r2covoUU7ztMySiv10202115204531153038605802UZ5910AO'PAYNET'6008Tashkent610610002164280002uz0106PAYNET0208Toshkent80520012qr-online.uz03097120207070419marketing@paynet.uz6304984F",
    ok: true,
    findings: ["value 64.00"],
  },
  {
    source: "Mercado Pago, sample answer of its QR interface description: a length in it is wrong",
    payload:
      "00020101021243650016COM.MERCADOLIBRE02013063638f1192a-5fd1-4180-a180-8bcae3556bc35204000053039865802BR5925IZABEL AAAA DE MELO6007BARUERI62070503***63040B6D",
    ok: false,
    findings: ["tlv_id", "crc_mismatch 63"],
  },
  {
    source:
      "Vindi, sandbox answer in a public parser's test: a template of BR Code among the additional data",
    payload:
      "00020101021126950014BR.GOV.BCB.PIX2573spi.dev.cloud.itau.com.br/documentos/198e49c5-2330-4ad7-9d0b-967c7b5371225204000053039865802BR5923PMD Gotham NegA cios ME6009SAO PAULO62410503***50300017BR.GOV.BCB.BRCODE01051.0.063040866",
    ok: true,
    findings: [],
  },
  {
    source: "QRIS, a placeholder in a gateway's test: the CRC was never computed",
    payload:
      "00020101021226670016COM.NOBUBANK.WWW01189360050300000879140214500000000000000303UMI51440014ID.CO.QRIS.WWW0215ID10243359051030303UMI5204549953033605802ID5910PW TESTING6007JAKARTA6105123456304ABCD",
    ok: false,
    findings: ["crc_mismatch 63"],
  },
  {
    source: `${KHQR}: a person, in riel`,
    payload:
      "00020101021229180014jonhsmith@nbcq520459995303116540750000.05802KH5910Jonh Smith6010Phnom Penh62150211855123456789917001316257134678276304A96B",
    ok: true,
    findings: [],
  },
  {
    source: `${KHQR}: a person, with a bill number`,
    payload:
      "00020101021229180014jonhsmith@nbcq52045999530384054031.05802KH5910Jonh Smith6010PHNOM PENH62210117INV-2021-07-65822991700131625713467827630451CF",
    ok: true,
    findings: [],
  },
  {
    source: `${KHQR}: a shop, with bank and number`,
    payload:
      "00020101021230400014jonhsmith@devb01061234560208Dev Bank520459995303840540410.05802KH5910Jonh Smith6010Phnom Penh62360117INV-2021-07-658220211855123456789917001316257134678276304ED60",
    ok: true,
    findings: [],
  },
  {
    source: `${KHQR}: the format comes last`,
    payload:
      "9917001316257134678276250070201030412340211855854989940117INV-2021-07-658226010PHNOM PENH5910Jonh Smith5802KH540115303840520459992926070412340014jonhsmith@nbcq0102120002016304966B",
    ok: false,
    findings: ["first_object 00"],
  },
  {
    source: `${KHQR}: an account and a CRC, nothing else`,
    payload: "00020101021126200016coffeeklang@pras63045927",
    ok: true,
    findings: ["missing 52", "missing 53", "missing 58", "missing 59", "missing 60"],
  },
  {
    source: `${KHQR}: a CRC, nothing else`,
    payload: "63046007",
    ok: false,
    findings: ["first_object 00"],
  },
  {
    source: `${KHQR}: the word null`,
    payload: "null",
    ok: false,
    findings: ["tlv_id", "first_object 00", "crc_missing 63"],
  },
  {
    source: `${KHQR}: two quotes`,
    payload: "''",
    ok: false,
    findings: ["tlv_id", "first_object 00", "crc_missing 63"],
  },
  {
    source: `${KHQR}: three letters`,
    payload: "ABC",
    ok: false,
    findings: ["tlv_id", "first_object 00", "crc_missing 63"],
  },
  {
    source: `${KHQR}: letters of another script`,
    payload: "កខគឃង",
    ok: false,
    findings: ["tlv_id", "first_object 00", "crc_missing 63"],
  },
  {
    source: `${KHQR}: without an amount`,
    payload: "00020101021126150011jonhsmith@nbcq5204599953031165802KH5912Jonh Smith6010Phnom Penh63046D28",
    ok: false,
    findings: ["tlv_id", "crc_mismatch 63"],
  },
  {
    source: `${KHQR}: half a CRC`,
    payload: "00020101021126150011jonhsmith@nbcq5204599953031165802KH5912Jonh Smith6010Phnom Penh63046D",
    ok: false,
    findings: ["tlv_id", "crc_missing 63"],
  },
  {
    source: `${KHQR}: four hex digits`,
    payload: "EAB3",
    ok: false,
    findings: ["tlv_id", "first_object 00", "crc_missing 63"],
  },
  {
    source: `${KHQR}: cut within an account`,
    payload: "00020101021230190015",
    ok: false,
    findings: ["tlv_truncated 30", "crc_missing 63"],
  },
  {
    source: `${KHQR}: a wrong CRC after nonsense`,
    payload: "10263041234",
    ok: false,
    findings: ["tlv_truncated 10", "first_object 00", "crc_mismatch 63"],
  },
  {
    source: `${KHQR}: a wrong CRC, nothing else`,
    payload: "63041234",
    ok: false,
    findings: ["first_object 00", "crc_mismatch 63"],
  },
  {
    source: `${KHQR}: currency before category`,
    payload:
      "00020101021230410015john_smith@devb01061234560208Dev Bank53038405204599954035.05802KH5916john smith actor6010Phnom Penh62150111Invoice#06999170013161343857589263040437",
    ok: true,
    findings: [],
  },
  {
    source: `${KHQR}: without any account`,
    payload:
      "00020101021252045999530384054035.05802KH5916john smith actor6010Phnom Penh62150111Invoice#06999170013161343857589263042494",
    ok: true,
    findings: ["missing 02"],
  },
  {
    source: `${KHQR}: an account, a CRC, nothing else`,
    payload: "000201010212301900151234567890123456304D807",
    ok: true,
    findings: ["missing 52", "missing 53", "missing 58", "missing 59", "missing 60"],
  },
  {
    source: `${KHQR}: a GUID of 40 characters`,
    payload: "00020101021230440040123456789012345678901234567890123456789063041747",
    ok: true,
    findings: ["missing 52", "missing 53", "missing 58", "missing 59", "missing 60", "too_long 30.00"],
  },
  {
    source: `${KHQR}: a format of three characters`,
    payload: "000301001021230190015john_smith@devb630493FD",
    ok: true,
    findings: [
      "missing 52",
      "missing 53",
      "missing 58",
      "missing 59",
      "missing 60",
      "too_long 00",
      "value 00",
    ],
  },
  {
    source: `${KHQR}: without its first object`,
    payload:
      "01021230190015john_smith@devb52045999530384054035.05802KH5916john smith actor6010Phnom Penh62150111Invoice#06999170013161343857589263044598",
    ok: false,
    findings: ["first_object 00"],
  },
  {
    source: `${KHQR}: a way of three characters`,
    payload: "000201010312330190015john_smith@devb63040FC8",
    ok: true,
    findings: [
      "missing 52",
      "missing 53",
      "missing 58",
      "missing 59",
      "missing 60",
      "too_long 01",
      "value 01",
    ],
  },
  {
    source: `${KHQR}: a category of three digits`,
    payload: "00020101021229190015john_smith@devb5203999630454EF",
    ok: true,
    findings: ["missing 53", "missing 58", "missing 59", "missing 60", "too_short 52"],
  },
  {
    source: `${KHQR}: without a category`,
    payload:
      "00020101021229190015john_smith@devb530384054035.05802KH5916john smith actor6010Phnom Penh62150111Invoice#0699917001316134385758926304F926",
    ok: true,
    findings: ["missing 52"],
  },
  {
    source: `${KHQR}: a currency of four digits`,
    payload: "00020101021229190015john_smith@devb52045999530488406304FEA6",
    ok: true,
    findings: ["missing 58", "missing 59", "missing 60", "too_long 53"],
  },
  {
    source: `${KHQR}: without a currency`,
    payload:
      "00020101021229190015john_smith@devb5204599954035.05802KH5916john smith actor6010Phnom Penh62150111Invoice#0699917001316134385758926304E7DF",
    ok: true,
    findings: ["missing 53"],
  },
  {
    source: `${KHQR}: a country of three letters`,
    payload: "00020101021229190015john_smith@devb52045999530384054035.05803KKH63042FD2",
    ok: true,
    findings: ["missing 59", "missing 60", "too_long 58", "value 58"],
  },
  {
    source: `${KHQR}: without a country`,
    payload:
      "00020101021229190015john_smith@devb52045999530384054035.05916john smith actor6010Phnom Penh62150111Invoice#06999170013161343857589263040023",
    ok: true,
    findings: ["missing 58"],
  },
  {
    source: `${KHQR}: a city of 17 characters`,
    payload:
      "00020101021229190015john_smith@devb52045999530384054035.05802KH5916john smith actor60170123456789012345663040EF3",
    ok: true,
    findings: ["too_long 60"],
  },
  {
    source: `${KHQR}: an empty city`,
    payload:
      "00020101021229190015john_smith@devb52045999530384054035.05802KH5916john smith actor600062150111Invoice#0699917001316134385758926304389D",
    ok: false,
    findings: ["tlv_length_zero 60"],
  },
  {
    source: `${KHQR}: without a city`,
    payload:
      "00020101021229190015john_smith@devb52045999530384054035.05802KH5916john smith actor62150111Invoice#06999170013161343857589263043B26",
    ok: true,
    findings: ["missing 60"],
  },
  {
    source: `${KHQR}: a name of 30 characters`,
    payload:
      "00020101021229190015john_smith@devb52045999530384054035.05802KH59307PL7EvxHpgpP4jT4uMgegaYqgv3Ehb6010Phnom Penh6304399D",
    ok: true,
    findings: ["too_long 59"],
  },
  {
    source: `${KHQR}: an empty name`,
    payload: "00020101021229190015john_smith@devb52045999530384054035.05802KH59006010Phnom Penh630414A7",
    ok: false,
    findings: ["tlv_length_zero 59"],
  },
  {
    source: `${KHQR}: without a name`,
    payload:
      "00020101021229190015john_smith@devb52045999530384054035.05802KH6010Phnom Penh62150111Invoice#06999170013161343857589263043518",
    ok: true,
    findings: ["missing 59"],
  },
  {
    source: `${KHQR}: an empty bill number`,
    payload:
      "00020101021229190015john_smith@devb52045999530311654065000.05802KH5910jonh smith6010Phnom Penh622701000313Coffee Klaing0702#29917001316130279727576304D219",
    ok: false,
    findings: ["tlv_length_zero 62.01"],
  },
  {
    source: `${KHQR}: an empty store label`,
    payload:
      "00020101021229190015john_smith@devb52045999530311654065000.05802KH5910jonh smith6010Phnom Penh62230109#INV-200303000702#299170013161302797275763049BD2",
    ok: false,
    findings: ["tlv_length_zero 62.03"],
  },
  {
    source: `${KHQR}: an empty terminal label`,
    payload:
      "00020101021229190015john_smith@devb52045999530311654065000.05802KH5910jonh smith6010Phnom Penh62340109#INV-20030313Coffee Klaing07009917001316130279727576304F593",
    ok: false,
    findings: ["tlv_length_zero 62.07"],
  },
  {
    source: `${KHQR}: a template of 49 characters cut in two`,
    payload:
      "00020101021229190015john_smith@devb52045999530384954035.05802KH5916john smith actor6010Phnom Penh9917001316134385758926304951E",
    ok: true,
    findings: [],
  },
  {
    source: `${MRRHAK}: a person with an account number`,
    payload:
      "00020101021129270010kimhak@dev01091234567895204599953031165802KH5906Kimhak6010Phnom Penh9917001317324625358296304B59E",
    ok: true,
    findings: [],
  },
  {
    source: `${MRRHAK}: a person`,
    payload:
      "00020101021129190015john_smith@devb5204599953031165802KH5910John Smith6010Phnom Penh991700131727168754698630499FB",
    ok: true,
    findings: [],
  },
  {
    source: `${PROMPTPARSE}: an amount`,
    payload: "00020101021229370016A0000006770101110113006680111111153037645802TH540520.15630442BE",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source: `${PROMPTPARSE}: the same with a CRC of FFFF`,
    payload: "00020101021229370016A0000006770101110113006680111111153037645802TH540520.156304FFFF",
    ok: false,
    findings: ["crc_mismatch 63"],
  },
  {
    source: `${PROMPTPARSE}: a phone number`,
    payload: "00020101021129370016A0000006770101110113006681222333353037645802TH63041DCF",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source: `${PROMPTPARSE}: a phone number with an amount`,
    payload: "00020101021229370016A0000006770101110113006681222333353037645802TH540530.0063043CAD",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source: `${PROMPTPARSE}: the code of a transfer slip, which is no payment`,
    payload: "004000060000010103002021900021231231212000115102TH91049C30",
    ok: false,
    findings: ["tlv_id 51", "crc_missing 63"],
  },
  {
    source: `${PROMPTPARSE}: a wallet`,
    payload: "00020101021129390016A000000677010111031514000080111111153037645802TH63047C0F",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source: `${PROMPTPARSE}: a wallet with a message as plain text in an unreserved template`,
    payload:
      "00020101021229390016A000000677010111031514000080111111153037645802TH540510.05814800480065006C006C006F00200057006F0072006C006400216304F5A2",
    ok: true,
    findings: ["missing 52", "missing 59", "missing 60", "no_template 81"],
  },
  {
    source: `${PROMPTPARSE}: a bill with three references`,
    payload:
      "00020101021130620016A000000677010112011301122334455660211CUSTOMER0010306INV00153037645802TH62070703SCB6304780E",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source: `${PROMPTPARSE}: a bill made of a barcode`,
    payload: "00020101021130550016A0000006770101120115099999999999990021211122233344453037645802TH63043EE7",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source: `${PROMPTPARSE}: the same with an amount`,
    payload:
      "00020101021230650016A00000067701011201150994000165501000212123456789012030667042953037645802TH54073649.2263044534",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source: `${BHIMSUR}: QRIS of a foundation`,
    payload:
      "00020101021126650013ID.CO.BCA.WWW011893600014000124857402150008850012485740303UKE51440014ID.CO.QRIS.WWW0215ID20210753479750303UKE5204839853033605802ID5922YAYASAN PEMBINAAN ANAK6015JAKARTA SELATAN61051212062070703A016304E58B",
    ok: true,
    findings: [],
  },
  {
    source: `${BHIMSUR}: a Thai bill`,
    payload:
      "00020101021230640016A0000006770101120115010553509091205020720661140310W22932935553037645406200.005802TH62070703PRF63040C86",
    ok: true,
    findings: NO_SHOP,
  },
  {
    source: `${BHIMSUR}: PayNow of a company`,
    payload:
      "00020101021226370009SG.PAYNOW010120210201207337D03010520400005303702540510.005802SG5916Nerdherd Pte Ltd6009Singapore6304F832",
    ok: true,
    findings: [],
  },
];
