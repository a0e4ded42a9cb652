import { DomainError } from "@/server/kernel/errors";
import { type ObjectRule, objectRule, PAYLOAD_MAX_CHARACTERS, REQUIRED_OBJECTS } from "./objects.data";
import { characters, crc16, readTlv, TLV_FAULTS, type TlvFault, type TlvObject, writeTlv } from "./tlv/rules";

/**
 * Reading and writing of EMVCo merchant-presented payloads: strict when writing, lenient when reading.
 * A broken CRC or structure is an error; a limit that published payloads violate is a warning.
 */

export type EmvObject = {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  readonly value: string;
  readonly children?: readonly EmvObject[];
};

export const EMV_FINDINGS = [
  ...TLV_FAULTS,
  "too_long",
  "too_short",
  "characters",
  "value",
  "duplicate",
  "missing",
  "no_template",
  "first_object",
  "crc_not_last",
  "crc_missing",
  "crc_mismatch",
  "payload_too_long",
] as const;
export type EmvFindingCode = (typeof EMV_FINDINGS)[number];

/** One objection: `message` in the English of the specification, `facts` for screens that say it in other words. */
export type EmvFinding = {
  readonly code: EmvFindingCode;
  readonly id?: string;
  readonly message: string;
  readonly facts?: Readonly<Record<string, string | number>>;
};

/** The answer of `noren emv inspect`; ids of findings are dotted paths such as "62.07". */
export type EmvInspection = {
  readonly ok: boolean;
  readonly crc: { readonly given: string | null; readonly computed: string };
  readonly objects: readonly EmvObject[];
  readonly errors: readonly EmvFinding[];
  readonly warnings: readonly EmvFinding[];
};

type Level = Parameters<typeof objectRule>[0];
type Notes = { readonly errors: EmvFinding[]; readonly warnings: EmvFinding[] };

const FAULT_MESSAGES = {
  tlv_id: "an object must begin with a two-digit id",
  tlv_length: "the length must be two digits",
  tlv_length_zero: "a length of 00 is not allowed",
  tlv_truncated: "the value is shorter than its length says",
} as const satisfies Record<TlvFault["code"], string>;

const SHAPES = {
  n: { pattern: /^\d*$/, words: "digits only" },
  ans: { pattern: /^[\x20-\x7e]*$/, words: "printable ASCII only" },
  s: { pattern: /^\P{Cc}*$/u, words: "no control characters" },
} as const;

function path(parent: string, id: string): string {
  return parent === "" ? id : `${parent}.${id}`;
}

function noteFault(fault: TlvFault, parent: string, notes: Notes): void {
  const id = fault.id === undefined ? parent || undefined : path(parent, fault.id);
  notes.errors.push({
    code: fault.code,
    id,
    message: `${FAULT_MESSAGES[fault.code]} (at character ${fault.at + 1})`,
    facts: { at: fault.at + 1 },
  });
}

function noteLimits(object: TlvObject, rule: ObjectRule, at: string, notes: Notes): void {
  if (object.length === 0) return;
  const { name, max, min } = rule;
  const { length } = object;
  const facts = { name, length, max, min, shape: rule.shape };
  const warn = (code: EmvFindingCode, message: string) =>
    notes.warnings.push({ code, id: at, message, facts });
  if (length > max) warn("too_long", `${name} has ${length} characters, at most ${max}`);
  if (length < min) warn("too_short", `${name} has ${length} characters, at least ${min}`);
  const shape = SHAPES[rule.shape];
  if (!shape.pattern.test(object.value)) warn("characters", `${name}: ${shape.words}`);
  else if (rule.pattern !== undefined && !rule.pattern.test(object.value)) {
    warn("value", `${name}: this value is not allowed`);
  }
}

function noteSet(objects: readonly TlvObject[], level: Level, parent: string, notes: Notes): void {
  const seen = new Set<string>();
  for (const { id } of objects) {
    if (seen.has(id)) {
      notes.errors.push({
        code: "duplicate",
        id: path(parent, id),
        message: "an id may occur once per level",
      });
    }
    seen.add(id);
  }
  for (const id of REQUIRED_OBJECTS[level]) {
    if (!seen.has(id)) {
      const { name } = objectRule(level, id);
      const message = `${name} is missing`;
      notes.warnings.push({ code: "missing", id: path(parent, id), message, facts: { name } });
    }
  }
}

function readLevel(text: string, level: Level, parent: string, notes: Notes): EmvObject[] {
  const reading = readTlv(text);
  for (const fault of reading.faults) noteFault(fault, parent, notes);
  noteSet(reading.objects, level, parent, notes);
  return reading.objects.map((object) => {
    const rule = objectRule(level, object.id);
    const at = path(parent, object.id);
    noteLimits(object, rule, at, notes);
    const { id, length, value } = object;
    const plain = { id, name: rule.name, length, value };
    if (rule.children === undefined) return plain;
    const children = readTemplate(object, rule.children, at, notes);
    return children === undefined ? plain : { ...plain, children };
  });
}

/** Wallets keep plain text of their own in unreserved templates (80 to 99): that breaks no structure but theirs. */
function readTemplate(object: TlvObject, level: Level, at: string, notes: Notes): EmvObject[] | undefined {
  const own: Notes = { errors: [], warnings: [] };
  const children = readLevel(object.value, level, at, own);
  const isUnreserved = /^[89]\d$/.test(at) && object.length > 0;
  if (isUnreserved && own.errors.length > 0) {
    notes.warnings.push({
      code: "no_template",
      id: at,
      message: "this should be a template and is plain text",
    });
    return undefined;
  }
  notes.errors.push(...own.errors);
  notes.warnings.push(...own.warnings);
  return children;
}

function noteFrame(objects: readonly EmvObject[], notes: Notes): void {
  if (objects[0]?.id !== "00") {
    notes.errors.push({ code: "first_object", id: "00", message: "the payload must begin with object 00" });
  }
  const ids = objects.map((object) => object.id);
  if (ids.includes("63") && ids.at(-1) !== "63") {
    notes.errors.push({ code: "crc_not_last", id: "63", message: "the CRC must be the last object" });
  }
  const account = ids.some((id) => Number(id) >= 2 && Number(id) <= 51);
  if (!account) {
    notes.warnings.push({
      code: "missing",
      id: "02",
      message: "no merchant account information (02 to 51)",
      facts: { name: `${objectRule("top", "02").name} (02-51)` },
    });
  }
}

function readCrc(payload: string, notes: Notes): EmvInspection["crc"] {
  const given = /6304([\s\S]{4})$/u.exec(payload)?.[1] ?? null;
  if (given === null) {
    notes.errors.push({
      code: "crc_missing",
      id: "63",
      message: "the payload does not end with a CRC (6304....)",
    });
    return { given, computed: crc16(`${payload}6304`) };
  }
  const computed = crc16(payload.slice(0, -given.length));
  if (given.toUpperCase() !== computed) {
    notes.errors.push({
      code: "crc_mismatch",
      id: "63",
      message: `the CRC is ${given}, computed is ${computed}`,
      facts: { given, computed },
    });
  }
  return { given, computed };
}

/** Takes a payload apart; never throws. `ok` is false when the CRC is wrong or the structure broken. */
export function inspectEmv(payload: string): EmvInspection {
  const notes: Notes = { errors: [], warnings: [] };
  const length = characters(payload).length;
  if (length > PAYLOAD_MAX_CHARACTERS) {
    notes.warnings.push({
      code: "payload_too_long",
      message: `${length} characters, at most ${PAYLOAD_MAX_CHARACTERS}`,
      facts: { length, max: PAYLOAD_MAX_CHARACTERS },
    });
  }
  const objects = readLevel(payload, "top", "", notes);
  noteFrame(objects, notes);
  const crc = readCrc(payload, notes);
  return { ok: notes.errors.length === 0, crc, objects, errors: notes.errors, warnings: notes.warnings };
}

/** What goes into a payload: a text, or the objects of a template. */
export type EmvNode = { readonly id: string; readonly value: string | readonly EmvNode[] };

function writeNodes(nodes: readonly EmvNode[]): string {
  return nodes
    .map(({ id, value }) => writeTlv(id, typeof value === "string" ? value : writeNodes(value)))
    .join("");
}

/**
 * Writes a payload and its CRC; whatever `inspectEmv` would say against it, warnings included, is refused.
 * @throws DomainError invalid_input with the rule and the id of the first objection
 * @throws RangeError when a value does not fit an object at all
 */
export function encodeEmv(nodes: readonly EmvNode[]): string {
  const body = `${writeNodes(nodes)}6304`;
  const payload = body + crc16(body);
  const { errors, warnings } = inspectEmv(payload);
  const objection = errors[0] ?? warnings[0];
  if (objection !== undefined) {
    throw new DomainError("invalid_input", {
      rule: objection.code,
      id: objection.id ?? "",
      why: objection.message,
    });
  }
  return payload;
}
