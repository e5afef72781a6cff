import { useEffect } from "react";

let page = "";
let unread = 0;

function write() {
  const name = page ? `${page} · PingBack` : "PingBack";
  document.title = unread > 0 ? `(${unread}) ${name}` : name;
}

export function useTitle(title: string) {
  useEffect(() => {
    page = title;
    write();
  }, [title]);
}

/** How many conversations of the caller hold something new stands before every title. */
export function setUnreadInTitle(count: number) {
  unread = count;
  write();
}
