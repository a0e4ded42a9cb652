import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";

/** The key and the secret that the server knows. */
const CREDENTIALS = "S3RVER:S3RVER";

/** A server that speaks S3 and checks signatures, with an empty bucket, for tests. */
export async function startS3(bucket: string): Promise<{
  readonly url: (credentials?: string, name?: string) => string;
  readonly stop: () => Promise<void>;
}> {
  const directory = mkdtempSync(join(tmpdir(), "noren-s3-"));
  const server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  return {
    url: (credentials = CREDENTIALS, name = bucket) =>
      `s3://${credentials}@127.0.0.1:${port}/${name}/box?tls=0`,
    stop: async () => {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
