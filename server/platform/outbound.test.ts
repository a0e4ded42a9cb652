import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { isPublicAddress, type OutboundCall, postOutbound } from "./outbound";

const servers: Server[] = [];
const reached: string[] = [];

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer((request, response) => {
    reached.push(request.url ?? "");
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

afterEach(async () => {
  reached.length = 0;
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

const callTo = (url: string, more: Partial<OutboundCall> = {}): OutboundCall => ({
  url,
  headers: { "content-type": "application/json" },
  body: "{}",
  timeoutMs: 2_000,
  answerMaxBytes: 1_024,
  ...more,
});

const INTERNAL = [
  "127.0.0.1",
  "127.8.8.8",
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.192",
  "192.168.1.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "::ffff:7f00:1",
  "::127.0.0.1",
  "64:ff9b::7f00:1",
  "64:ff9b::a9fe:a9fe",
  "2002:7f00:1::",
  "2001::1",
  "2001:db8::1",
  "fd00:ec2::254",
  "fe80::1",
  "fe80::1%lo",
  "ff02::1",
  "not an address",
  "",
];

describe("an address that a stranger has given is called only in the public internet (G25)", () => {
  it.each(INTERNAL)("%s is internal", (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(["1.1.1.1", "172.32.0.1", "100.128.0.1", "203.0.114.1", "2606:4700::1111", "2400:cb00::1"])(
    "%s is public",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://127.1/",
    "https://１２７.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[fd00:ec2::254]/latest/meta-data/",
    "http://example.com/",
    "file:///etc/passwd",
    "gopher://example.com/",
  ])("%s is refused before anything is sent", async (url) => {
    const resolve = () => Promise.reject(new Error("no name is looked up"));
    expect(await postOutbound(callTo(url), resolve)).toEqual({ failure: "blocked" });
  });

  it("a name that leads inside is refused at the moment of connecting, whatever it led to before", async () => {
    const port = await listen((_request, response) => response.end());
    const inside = ["127.0.0.1", "::ffff:127.0.0.1", "169.254.169.254", "::1"];
    for (const address of inside) {
      const resolve = () => Promise.resolve([{ address, family: address.includes(":") ? 6 : 4 }]);
      expect(await postOutbound(callTo(`https://rebind.example:${port}/`), resolve)).toEqual({
        failure: "blocked",
      });
    }
    const both = () =>
      Promise.resolve([
        { address: "1.1.1.1", family: 4 },
        { address: "127.0.0.1", family: 4 },
      ]);
    expect(await postOutbound(callTo(`https://both.example:${port}/`), both)).toEqual({ failure: "blocked" });
    expect(reached).toEqual([]);
  });

  it("a name is looked up once for each call, so that the second answer of a hostile server is never used", async () => {
    let asked = 0;
    const resolve = () => {
      asked += 1;
      return Promise.resolve([{ address: asked === 1 ? "198.18.0.1" : "127.0.0.1", family: 4 }]);
    };
    expect(await postOutbound(callTo("https://twice.example/"), resolve)).toEqual({ failure: "blocked" });
    expect(asked).toBe(1);
  });
});

describe("a receiver that is exempt, as a developer's own in the sandbox is,", () => {
  it("is reached, and another port of the same machine is not", async () => {
    const port = await listen((_request, response) => response.writeHead(202).end("thanks"));
    const exempt = [`127.0.0.1:${port}`];
    expect(await postOutbound(callTo(`http://127.0.0.1:${port}/a`, { exempt }))).toEqual({
      status: 202,
      text: "thanks",
    });
    expect(await postOutbound(callTo(`http://127.0.0.1:${port + 1}/`, { exempt }))).toEqual({
      failure: "blocked",
    });
  });

  it("is not followed anywhere: a redirect is an answer", async () => {
    const inside = await listen((_request, response) => response.end("secret"));
    const port = await listen((_request, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${inside}/inside` }).end(),
    );
    const answer = await postOutbound(callTo(`http://127.0.0.1:${port}/`, { exempt: [`127.0.0.1:${port}`] }));
    expect(answer).toMatchObject({ status: 307 });
    expect(reached).toEqual(["/"]);
  });

  it("does not fill our memory with an endless answer, nor hold us up with a slow one", async () => {
    const endless = await listen((_request, response) => {
      const more = () => {
        while (response.write("x".repeat(1_000)));
      };
      response.on("drain", more);
      more();
    });
    const full = await postOutbound(
      callTo(`http://127.0.0.1:${endless}/`, { exempt: [`127.0.0.1:${endless}`] }),
    );
    expect(full).toEqual({ status: 200, text: "x".repeat(1_024) });
    const silent = await listen(() => undefined);
    const none = await postOutbound(
      callTo(`http://127.0.0.1:${silent}/`, { exempt: [`127.0.0.1:${silent}`], timeoutMs: 50 }),
    );
    expect(none).toEqual({ failure: "timeout" });
    const drip = await listen((_request, response) => void response.write("a"));
    const half = await postOutbound(
      callTo(`http://127.0.0.1:${drip}/`, { exempt: [`127.0.0.1:${drip}`], timeoutMs: 50 }),
    );
    expect(half).toEqual({ failure: "timeout" });
  });
});
