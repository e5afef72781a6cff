import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { searchQuery } from "../search/queries";

/** A word is worth asking for from two letters on; a number from one digit. */
const isWorthIt = (text: string) => /^#?\d/.test(text) || text.length >= 2;
const STILL_FOR = 180;

/** What the server finds for the text, once typing rests. */
export function useFound(workspace: string, text: string) {
  const wanted = text.trim().slice(0, 200);
  const worth = isWorthIt(wanted);
  const [q, setQ] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setQ(wanted), STILL_FOR);
    return () => clearTimeout(timer);
  }, [wanted]);
  const found = useQuery(searchQuery(workspace, isWorthIt(q) ? q : ""));
  return {
    found: worth ? found.data : undefined,
    isSearching: worth && (q !== wanted || found.isFetching),
    isError: worth && found.isError,
  };
}
