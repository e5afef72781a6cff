import { type ComponentProps, type ReactNode, useContext } from "react";
import { MenuContext, MenuTrigger } from "react-aria-components";
import { MenuCard } from "./menu";
import type { Popup } from "./popup";

type CardProps = Omit<
  ComponentProps<typeof MenuCard>,
  "isOpen" | "onOpenChange" | "triggerRef" | "children"
> & {
  popup: Popup;
  children: ReactNode;
};

/** The card with a menu in it, at a button of `usePopup`. */
export function MenuPopup({ popup, children, ...rest }: CardProps) {
  return (
    <MenuTrigger isOpen={popup.isOpen} onOpenChange={popup.setOpen}>
      <AtButton popup={popup}>
        <MenuCard {...rest} triggerRef={popup.button} aria-labelledby={popup.id}>
          {children}
        </MenuCard>
      </AtButton>
    </MenuTrigger>
  );
}

/** The menu is named by its button, and starts where the key that opened it says. */
function AtButton({ popup, children }: { popup: Popup; children: ReactNode }) {
  const menu = useContext(MenuContext);
  return (
    <MenuContext.Provider value={{ ...menu, "aria-labelledby": popup.id, autoFocus: popup.start }}>
      {children}
    </MenuContext.Provider>
  );
}

/** The card with anything else in it: a list, a form. */
export function PopupCard({ popup, children, ...rest }: CardProps) {
  return (
    <MenuCard
      {...rest}
      trigger="DialogTrigger"
      isOpen={popup.isOpen}
      onOpenChange={popup.setOpen}
      triggerRef={popup.button}
    >
      {children}
    </MenuCard>
  );
}
