import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import {
  Autocomplete,
  Button,
  Collection,
  Header,
  Input,
  ListBox,
  ListBoxSection,
  TextField,
} from "react-aria-components";
import { useMe } from "../accounts/me";
import { sentence } from "../frame/failure";
import { takeEarlyKeys } from "../keyboard/early-keys";
import { Keys } from "../keyboard/keys";
import box from "../palette/palette.module.css";
import { useNavigate } from "../routing";
import { t } from "../texts";
import { CustomerResult } from "./customer-result";
import { HitResult } from "./hit-result";
import { type Found, searchQuery } from "./queries";
import styles from "./search.module.css";

/** Asked when the fingers rest, not at every letter. */
const REST = 160;
const NOTHING: Found = { conversations: [], customers: [] };

export function SearchBox({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(takeEarlyKeys);
  const q = useRested(typed.trim().slice(0, 200));
  const query = useQuery(searchQuery(me.business.id, q));
  const { conversations, customers } = q === "" ? NOTHING : (query.data ?? NOTHING);
  const count = conversations.length + customers.length;
  const isSearching = q !== typed.trim().slice(0, 200) || query.isFetching;

  const open = (key: string) => {
    const [kind, id = ""] = key.split(" ");
    onClose();
    if (kind === "customer")
      void navigate({ to: "/inbox", search: { customer: id, status: "any", sort: "newest" } });
    // The list beside it stays as it is.
    else void navigate({ to: "/inbox/$number", params: { number: id }, search: true });
  };

  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <div className={box.head}>
        <Search size={18} strokeWidth={1.75} aria-hidden />
        {/* Not a search field: that would take Escape to empty itself, and here it closes. */}
        <TextField className={box.field ?? ""} aria-label={t.search.field} autoFocus>
          <Input
            role="combobox"
            aria-expanded
            aria-haspopup="listbox"
            className={box.input ?? ""}
            placeholder={t.search.field}
            maxLength={200}
          />
        </TextField>
        <Button className={box.close ?? ""} aria-label={t.search.close} onPress={onClose}>
          <Keys keys="Escape" />
        </Button>
      </div>
      <ListBox
        className={styles.results ?? ""}
        aria-label={t.search.results}
        selectionMode="none"
        onAction={(key) => open(String(key))}
        renderEmptyState={() => (
          <p className={box.empty}>
            {q === "" ? t.search.hint : isSearching ? `${t.search.searching}…` : t.search.none(q)}
          </p>
        )}
      >
        {conversations.length > 0 && (
          <ListBoxSection id="conversations">
            <Header className={box.title ?? ""}>{t.search.conversations}</Header>
            <Collection items={conversations.map((hit) => ({ id: hit.conversation.id, hit }))}>
              {({ hit }) => <HitResult hit={hit} />}
            </Collection>
          </ListBoxSection>
        )}
        {customers.length > 0 && (
          <ListBoxSection id="customers">
            <Header className={box.title ?? ""}>{t.search.customers}</Header>
            <Collection items={customers}>
              {(customer) => <CustomerResult customer={customer} q={q} />}
            </Collection>
          </ListBoxSection>
        )}
      </ListBox>
      <p role="status" className={query.error && q !== "" ? box.failed : "visually-hidden"}>
        {query.error && q !== "" ? sentence(query.error) : q !== "" && !isSearching && t.search.found(count)}
      </p>
      <footer className={box.foot}>
        <span className={box.hint}>
          <Keys keys="ArrowUp ArrowDown" /> {t.search.move}
        </span>
        <span className={box.hint}>
          <Keys keys="Enter" /> {t.search.open}
        </span>
      </footer>
    </Autocomplete>
  );
}

function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    // Emptied at once: what is shown must not be for words that are gone.
    const timer = setTimeout(() => setRested(text), text === "" ? 0 : REST);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
