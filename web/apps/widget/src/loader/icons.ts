// Two Lucide paths. Built as elements: markup in strings is refused by pages with Trusted Types.
const paths = {
  chat: "M7.9 20A9 9 0 1 0 4 16.1L2 22Z",
  busy: "M21 12a9 9 0 1 1-6.219-8.56",
};

export function drawIcon(name: keyof typeof paths): SVGElement {
  const make = (tag: string, attributes: Record<string, string>) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const svg = make("svg", { class: name, viewBox: "0 0 24 24", "aria-hidden": "true" });
  svg.append(make("path", { d: paths[name] }));
  return svg;
}
