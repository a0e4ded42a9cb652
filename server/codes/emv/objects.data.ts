/**
 * The data objects of EMVCo's merchant-presented mode (QR Code Specification for Payment Systems, 1.1) with their
 * limits. `shape` names the characters that are allowed: n digits, ans printable ASCII, s any character.
 */
export type ObjectShape = "n" | "ans" | "s";

export type ObjectRule = {
  readonly name: string;
  readonly shape: ObjectShape;
  readonly min: number;
  readonly max: number;
  readonly pattern?: RegExp;
  readonly children?: "account" | "additional" | "language" | "unreserved";
};

const label = (name: string): ObjectRule => ({ name, shape: "ans", min: 1, max: 25 });

const TOP: Readonly<Record<string, ObjectRule>> = {
  "00": { name: "Payload Format Indicator", shape: "n", min: 2, max: 2, pattern: /^01$/ },
  "01": { name: "Point of Initiation Method", shape: "n", min: 2, max: 2, pattern: /^1[12]$/ },
  "52": { name: "Merchant Category Code", shape: "n", min: 4, max: 4 },
  "53": { name: "Transaction Currency", shape: "n", min: 3, max: 3 },
  "54": { name: "Transaction Amount", shape: "ans", min: 1, max: 13, pattern: /^(?=.*[1-9])\d+(\.\d*)?$/ },
  "55": { name: "Tip or Convenience Indicator", shape: "n", min: 2, max: 2, pattern: /^0[123]$/ },
  "56": { name: "Value of Convenience Fee Fixed", shape: "ans", min: 1, max: 13, pattern: /^\d+(\.\d*)?$/ },
  "57": {
    name: "Value of Convenience Fee Percentage",
    shape: "ans",
    min: 1,
    max: 5,
    pattern: /^\d{1,2}(\.\d*)?$/,
  },
  "58": { name: "Country Code", shape: "ans", min: 2, max: 2, pattern: /^[A-Z]{2}$/ },
  "59": { name: "Merchant Name", shape: "ans", min: 1, max: 25 },
  "60": { name: "Merchant City", shape: "ans", min: 1, max: 15 },
  "61": { name: "Postal Code", shape: "ans", min: 1, max: 10 },
  "62": { name: "Additional Data Field Template", shape: "s", min: 1, max: 99, children: "additional" },
  "63": { name: "CRC", shape: "ans", min: 4, max: 4, pattern: /^[0-9A-F]{4}$/ },
  "64": { name: "Merchant Information Language Template", shape: "s", min: 1, max: 99, children: "language" },
};

const ADDITIONAL: Readonly<Record<string, ObjectRule>> = {
  "01": label("Bill Number"),
  "02": label("Mobile Number"),
  "03": label("Store Label"),
  "04": label("Loyalty Number"),
  "05": label("Reference Label"),
  "06": label("Customer Label"),
  "07": label("Terminal Label"),
  "08": label("Purpose of Transaction"),
  "09": {
    name: "Additional Consumer Data Request",
    shape: "ans",
    min: 1,
    max: 3,
    pattern: /^(?!.*(.).*\1)[AME]{1,3}$/,
  },
  "10": { name: "Merchant Tax ID", shape: "ans", min: 1, max: 20 },
  "11": { name: "Merchant Channel", shape: "ans", min: 3, max: 3 },
};

const LANGUAGE: Readonly<Record<string, ObjectRule>> = {
  "00": { name: "Language Preference", shape: "ans", min: 2, max: 2, pattern: /^[A-Z]{2}$/ },
  "01": { name: "Merchant Name - Alternate Language", shape: "s", min: 1, max: 25 },
  "02": { name: "Merchant City - Alternate Language", shape: "s", min: 1, max: 15 },
};

const GUID: ObjectRule = { name: "Globally Unique Identifier", shape: "ans", min: 1, max: 32 };
const any = (name: string, children?: ObjectRule["children"]): ObjectRule => ({
  name,
  shape: "s",
  min: 1,
  max: 99,
  children,
});

function topRule(id: string): ObjectRule {
  const number = Number(id);
  const known = TOP[id];
  if (known !== undefined) return known;
  if (number <= 25) return { name: "Merchant Account Information", shape: "ans", min: 1, max: 99 };
  if (number <= 51) return any("Merchant Account Information Template", "account");
  return number <= 79 ? any("RFU for EMVCo") : any("Unreserved Template", "unreserved");
}

/** The rule of an object by the kind of template that it stands in. */
export function objectRule(level: "top" | NonNullable<ObjectRule["children"]>, id: string): ObjectRule {
  if (level === "top") return topRule(id);
  if (level === "language") return LANGUAGE[id] ?? any("RFU for EMVCo");
  if (level === "additional") {
    return (
      ADDITIONAL[id] ??
      (Number(id) >= 50 ? any("Payment System Specific Template", "unreserved") : any("RFU for EMVCo"))
    );
  }
  if (id === "00") return GUID;
  return any(level === "account" ? "Payment Network Specific" : "Context Specific Data");
}

/** Objects without which a payload or template is not complete. */
export const REQUIRED_OBJECTS = {
  top: ["52", "53", "58", "59", "60"],
  language: ["00", "01"],
  account: ["00"],
  unreserved: ["00"],
  additional: [],
} as const;

/** Whole payload, in characters. */
export const PAYLOAD_MAX_CHARACTERS = 512;
