/** The first 64 bits of an IPv6 address, in one form; null for anything else. */
function prefixOf(address: string): string | null {
  if (!address.includes(":") || address.includes(".")) return null;
  const [head = "", tail] = address.split("::");
  const before = head ? head.split(":") : [];
  const after = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill("0"), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16))
    .join(":");
}

/** Whether a block of that network shuts the address out: of IPv6 the whole /64, as the server has it. */
export function isIn(address: string, network: string): boolean {
  if (address === network) return true;
  const prefix = prefixOf(address);
  return network.endsWith("/64") && prefix !== null && prefix === prefixOf(network.slice(0, -3));
}
