import { promises as dns, type LookupAddress } from "node:dns";
import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** A call to an address that a stranger has given us. */
export type OutboundCall = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  /** So much of the answer is read; the rest is not waited for. */
  readonly answerMaxBytes: number;
  /** `host:port` of receivers that may be internal and without TLS: a developer's own, in the sandbox. */
  readonly exempt?: readonly string[];
};

export type OutboundFailure = "blocked" | "timeout" | "certificate" | "unreachable";
export type OutboundAnswer =
  | { readonly status: number; readonly text: string }
  | { readonly failure: OutboundFailure };

/** Finds the addresses of a name. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

// IANA's registries of special-purpose addresses: what is not globally reachable, or leads elsewhere in disguise.
const RESERVED_IPV4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const;
const RESERVED_IPV6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

const reservedIpv4 = new BlockList();
for (const [net, prefix] of RESERVED_IPV4) reservedIpv4.addSubnet(net, prefix, "ipv4");
const reservedIpv6 = new BlockList();
for (const [net, prefix] of RESERVED_IPV6) reservedIpv6.addSubnet(net, prefix, "ipv6");
// Loopback, link-local, unique local, mapped and translated addresses all lie outside of the global unicast range.
const globalIpv6 = new BlockList();
globalIpv6.addSubnet("2000::", 3, "ipv6");

/** Whether an address belongs to the public internet. Anything that is no address does not. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !reservedIpv4.check(address, "ipv4");
    case 6:
      return (
        !address.includes("%") && globalIpv6.check(address, "ipv6") && !reservedIpv6.check(address, "ipv6")
      );
    default:
      return false;
  }
}

/** The host of an address as it is connected to: a name, or an IP in its plain form, whatever form it was typed in. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

class BlockedAddress extends Error {}

/**
 * Posts to an address that may be hostile. The connection goes to the very addresses that were checked after the name
 * was resolved, so a name that resolves otherwise a moment later gains nothing. Redirects are answers like any other,
 * proxies of the environment are not used, and neither a slow nor an endless answer holds us up. Never throws.
 */
export async function postOutbound(
  call: OutboundCall,
  resolve: Resolve = systemResolve,
): Promise<OutboundAnswer> {
  try {
    const url = new URL(call.url);
    const isExempt = call.exempt?.includes(url.host) === true;
    if (!isExempt && url.protocol !== "https:") return { failure: "blocked" };
    if (!isExempt && isIP(hostOf(url)) !== 0 && !isPublicAddress(hostOf(url))) return { failure: "blocked" };
    return await exchange(url, call, isExempt ? undefined : checkedLookup(resolve));
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function systemResolve(host: string): Promise<readonly LookupAddress[]> {
  return dns.lookup(host, { all: true, verbatim: true });
}

/** A look-up that gives only public addresses. A name that also has an internal one is refused as a whole. */
function checkedLookup(resolve: Resolve): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
          callback(new BlockedAddress(), "", 0);
        else if (options.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error("no address"), "", 0),
    );
  };
}

function exchange(url: URL, call: OutboundCall, lookup: LookupFunction | undefined): Promise<OutboundAnswer> {
  const options: RequestOptions = {
    method: "POST",
    // No pool: a connection that was checked for one call serves no other.
    agent: false,
    headers: { ...call.headers, "content-length": String(Buffer.byteLength(call.body)) },
    signal: AbortSignal.timeout(call.timeoutMs),
    ...(lookup && { lookup }),
  };
  return new Promise((done, fail) => {
    const onAnswer = (answer: IncomingMessage) => {
      readStart(answer, call.answerMaxBytes).then(
        (text) => done({ status: answer.statusCode ?? 0, text }),
        fail,
      );
    };
    const outgoing =
      url.protocol === "https:" ? requestHttps(url, options, onAnswer) : requestHttp(url, options, onAnswer);
    outgoing.on("error", fail);
    outgoing.on("socket", (socket) =>
      socket.once("connect", () => {
        const reached = socket.remoteAddress ?? "";
        if (lookup && !isPublicAddress(reached)) outgoing.destroy(new BlockedAddress());
      }),
    );
    outgoing.end(call.body);
  });
}

/** The beginning of an answer; what is too long is cut off together with its connection. */
async function readStart(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    chunks.push(Buffer.from(chunk));
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  answer.destroy();
  return new TextDecoder().decode(Buffer.concat(chunks).subarray(0, maxBytes)).replaceAll("\0", "");
}

function failureOf(error: unknown): OutboundFailure {
  if (error instanceof BlockedAddress) return "blocked";
  const { name, code } = nameAndCode(error);
  if (name === "AbortError" || name === "TimeoutError") return "timeout";
  return /CERT|SELF_SIGNED|TLS|SSL|UNABLE_TO_/.test(code) ? "certificate" : "unreachable";
}

function nameAndCode(error: unknown): { readonly name: string; readonly code: string } {
  if (!(error instanceof Error)) return { name: "", code: "" };
  return { name: error.name, code: "code" in error ? String(error.code) : "" };
}
