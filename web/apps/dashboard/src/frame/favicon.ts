const SIZE = 64;
const USUAL = "/favicon.svg";

let shown = "";
let mark: Promise<HTMLImageElement> | undefined;

function load(): Promise<HTMLImageElement> {
  mark ??= new Promise((resolve, reject) => {
    const image = new Image(SIZE, SIZE);
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = USUAL;
  });
  return mark;
}

/** What stands in the badge: there is room for two characters. */
export function badgeText(count: number): string {
  if (count <= 0) return "";
  return count > 9 ? "9+" : String(count);
}

/** Draws the count on the tab's icon; without one the icon is the usual file. */
export async function setFaviconBadge(count: number) {
  const text = badgeText(count);
  if (text === shown) return;
  shown = text;
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) return;
  if (text === "") {
    link.type = "image/svg+xml";
    link.href = USUAL;
    return;
  }
  const image = await load().catch(() => null);
  // Another count was asked for meanwhile.
  if (!image || shown !== text) return;
  const canvas = document.createElement("canvas");
  canvas.width = SIZE;
  canvas.height = SIZE;
  const context = canvas.getContext("2d");
  if (!context) return;
  draw(context, image, text);
  link.type = "image/png";
  link.href = canvas.toDataURL("image/png");
}

/** Red, since the mark itself is violet; a gap around it keeps the two apart on any tab. */
function draw(context: CanvasRenderingContext2D, image: HTMLImageElement, text: string) {
  context.drawImage(image, 0, 0, SIZE, SIZE);
  const radius = 20;
  const x = SIZE - radius;
  const y = SIZE - radius;
  const disc = (r: number) => {
    context.beginPath();
    context.arc(x, y, r, 0, Math.PI * 2);
    context.fill();
  };
  context.globalCompositeOperation = "destination-out";
  disc(radius + 4);
  context.globalCompositeOperation = "source-over";
  context.fillStyle = "#cc2239";
  disc(radius);
  context.fillStyle = "#fff";
  context.font = `700 ${text.length > 1 ? 24 : 30}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y + 2);
}
