/** Makes an address of the server's absolute; null for anything that is not http or https. */
export function addressOn(server: string, address: string | null): string | null {
  if (!address) return null;
  try {
    const url = new URL(address, `${server}/`);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

const RASTER = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);

/** Only raster images, and only from the server itself: a foreign image tells its owner who looks at it. */
export function mayShowImage(server: string, address: string, contentType: string): boolean {
  return RASTER.has(contentType) && new URL(address).origin === new URL(server).origin;
}
