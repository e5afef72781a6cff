import type { Preview } from "../shared/bridge";
import { initialsOf, tintOf } from "../shared/initials";

/** The sender's picture, or initials where there is none or it does not load. */
export function faceOf({ name, avatarUrl }: Preview, server: string): HTMLElement {
  const face = document.createElement("span");
  face.className = `face face-${tintOf(name)}`;
  face.setAttribute("aria-hidden", "true");
  face.textContent = initialsOf(name);
  const address = avatarUrl ? new URL(avatarUrl, `${server}/`) : null;
  if (address && /^https?:$/.test(address.protocol)) {
    const image = document.createElement("img");
    image.alt = "";
    image.referrerPolicy = "no-referrer";
    image.addEventListener("load", () => face.replaceChildren(image));
    image.src = address.href;
  }
  return face;
}
