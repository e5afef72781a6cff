const KEY = "pingback.workspace";

/**
 * The workspace this tab is about. A tab keeps its own (sessionStorage), so that two tabs can show two
 * workspaces; a new tab starts with the one chosen last (localStorage).
 */
export const chosenWorkspace = {
  get: (): string | null => sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY),
  set(id: string) {
    sessionStorage.setItem(KEY, id);
    localStorage.setItem(KEY, id);
  },
  clear() {
    sessionStorage.removeItem(KEY);
    localStorage.removeItem(KEY);
  },
};
