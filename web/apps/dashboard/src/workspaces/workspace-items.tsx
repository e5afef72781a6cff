import { MenuItem, MenuPopup, menuStyles, type Popup } from "@pingback/ui";
import { Plus } from "lucide-react";
import { Menu, MenuSection, Separator } from "react-aria-components";
import { useMe } from "../accounts/me";
import { useNavigate } from "../routing";
import { members as memberWords } from "../texts/members";
import { workspace as workspaceWords } from "../texts/workspace";
import { switchWorkspace } from "./switch";

export default function WorkspaceItems({ popup }: { popup: Popup }) {
  const me = useMe();
  const navigate = useNavigate();
  return (
    <MenuPopup popup={popup} placement="bottom start">
      <Menu className={menuStyles.menu ?? ""}>
        <MenuSection
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[me.business.id]}
          onSelectionChange={async (keys) => {
            const id = [...keys][0] as string | undefined;
            if (!id || id === me.business.id) return;
            if (await navigate({ to: "/inbox" })) await switchWorkspace(id);
          }}
          aria-label={workspaceWords.switchLabel(me.business.name)}
        >
          {me.businesses.map((business) => (
            <MenuItem
              key={business.id}
              id={business.id}
              label={business.name}
              description={memberWords.roles[business.role]}
              shouldCloseOnSelect
            />
          ))}
        </MenuSection>
        <Separator className={menuStyles.separator ?? ""} />
        <MenuItem
          id="new"
          label={workspaceWords.another}
          icon={<Plus size={16} strokeWidth={1.75} />}
          onAction={() => void navigate({ to: "/workspace/new" })}
        />
      </Menu>
    </MenuPopup>
  );
}
