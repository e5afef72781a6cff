import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Chat } from "../conversation/chat";

export const ChatContext = createContext<Chat | null>(null);

export const useChat = (): Chat => useContext(ChatContext) as Chat;
