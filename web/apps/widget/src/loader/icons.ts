// Lucide paths. Built as elements: markup in strings is refused by pages with Trusted Types.
const paths: Record<string, string> = {
  chat: "M7.9 20A9 9 0 1 0 4 16.1L2 22Z",
  question: "M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M9.1 9a3 3 0 0 1 5.8 1c0 2-3 3-3 3M12 17h0",
  wave: "M18 11V6a2 2 0 0 0-4 0M14 10V4a2 2 0 0 0-4 0v2M10 10V6a2 2 0 0 0-4 0v8M18 8a2 2 0 1 1 4 0v6a8 8 0 0 1-8 8h-2c-3 0-4-1-6-2l-4-4a2 2 0 0 1 3-3l2 2",
};

const make = (tag: string, name: string, value: string): Element => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  element.setAttribute(name, value);
  return element;
};

export function drawIcon(name: string): Element {
  const svg = make("svg", "viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(make("path", "d", paths[name] ?? (paths.chat as string)));
  return svg;
}
