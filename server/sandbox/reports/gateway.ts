import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";

/** Puts a file into the acquirer's folder as the network's transfer does: it has its name once it is whole. */
export async function handOver(
  folder: string,
  file: { readonly name: string; readonly content: string },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const partial = join(folder, `${file.name}.part`);
  const handle = await open(partial, "w");
  try {
    await handle.writeFile(file.content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, join(folder, file.name));
}
