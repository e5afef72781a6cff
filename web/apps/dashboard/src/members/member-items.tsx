import type { Member } from "@pingback/api";
import { MenuItem, MenuPopup, menuStyles, type Popup } from "@pingback/ui";
import { CirclePause, Shield, ShieldOff, UserRoundX } from "lucide-react";
import { Menu, Separator } from "react-aria-components";
import { members as memberWords } from "../texts/members";
import { useChangeMember } from "./actions";
import type { Leaving } from "./member-table";
import { firstName } from "./queries";

interface MemberItemsProps {
  popup: Popup;
  member: Member;
  onLeave: (leaving: Leaving) => void;
}

/** What may be done with a member. */
export default function MemberItems({ popup, member, onLeave }: MemberItemsProps) {
  const change = useChangeMember();
  const first = firstName(member.name);
  const promote = member.role === "agent";
  return (
    <MenuPopup popup={popup} placement="bottom end">
      <Menu className={menuStyles.menu ?? ""}>
        <MenuItem
          label={promote ? memberWords.makeAdmin : memberWords.makeAgent}
          description={promote ? memberWords.makeAdminHint : memberWords.makeAgentHint}
          icon={
            promote ? <Shield size={16} strokeWidth={1.75} /> : <ShieldOff size={16} strokeWidth={1.75} />
          }
          onAction={() => change.mutate({ member, change: { role: promote ? "admin" : "agent" } })}
        />
        {member.is_active && (
          <MenuItem
            label={memberWords.suspend}
            description={memberWords.suspendHint(first, member.open_conversations)}
            icon={<CirclePause size={16} strokeWidth={1.75} />}
            // With conversations in hand it is a question; without, one press that can be taken back.
            onAction={() =>
              member.open_conversations > 0
                ? onLeave({ member, kind: "suspend" })
                : change.mutate({ member, change: { is_active: false } })
            }
          />
        )}
        <Separator className={menuStyles.separator ?? ""} />
        <MenuItem
          danger
          label={memberWords.remove}
          description={memberWords.removeHint(first, member.open_conversations)}
          icon={<UserRoundX size={16} strokeWidth={1.75} />}
          onAction={() => onLeave({ member, kind: "remove" })}
        />
      </Menu>
    </MenuPopup>
  );
}
