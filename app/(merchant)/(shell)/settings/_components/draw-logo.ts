import { LOGO_SENT_SIDE } from "@/server/merchants/logo/rules";

/** A chosen picture of any kind that the browser shows, drawn small as a PNG in Base64; null where it shows none. */
export async function drawLogo(file: Blob): Promise<string | null> {
  const address = URL.createObjectURL(file);
  try {
    const image = Object.assign(new Image(), { src: address });
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    // A drawing of vectors may have no size of its own.
    const scale = width === 0 ? 1 : Math.min(1, LOGO_SENT_SIDE / Math.max(width, height));
    const size = {
      width: Math.round((width || LOGO_SENT_SIDE) * scale),
      height: Math.round((height || LOGO_SENT_SIDE) * scale),
    };
    const canvas = Object.assign(document.createElement("canvas"), size);
    canvas.getContext("2d")?.drawImage(image, 0, 0, size.width, size.height);
    return canvas.toDataURL("image/png").split(",")[1] ?? null;
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}
