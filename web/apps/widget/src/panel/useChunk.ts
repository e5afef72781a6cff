import { useEffect, useState } from "preact/hooks";

/** A part of the panel that is fetched when it is first needed; null until it is there, or where it does not come. */
export function useChunk<T>(wanted: boolean, load: () => Promise<T>): T | null {
  const [chunk, setChunk] = useState<T | null>(null);
  useEffect(() => {
    if (wanted && !chunk) {
      load().then(setChunk, () => console.warn("PingBack: a part of the chat did not load."));
    }
  }, [wanted]);
  return chunk;
}
