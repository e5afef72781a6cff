export const lists = {
  labels: "Labels",
  findLabel: "Find a label",
  noLabels: "There are no labels yet.",
  noSuchLabel: "No label is called that.",
  createLabel: (name: string) => `Create the label “${name}”`,
  labelNotCreated: "The label was not created",
  onSome: "on some of them",
};
