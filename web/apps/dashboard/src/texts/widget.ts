/** Of the widget what the first steps need too; the rest is in `widgets.ts`. */
export const widget = {
  domainHint: "For instance example.com. Use localhost to try it on your own machine.",
  domainMissing: "Enter the domain of your site.",
  snippetTitle: "Snippet",
  copy: "Copy snippet",
  copied: "Copied",
};
