import type { ChannelType } from "@pingback/api";
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../api";
import { CHANNELS } from "../conversations/filter";

export const channelKeys = {
  list: (workspace: string) => [workspace, "channels"] as const,
};

export function channelsQuery(workspace: string) {
  return queryOptions({
    queryKey: channelKeys.list(workspace),
    queryFn: ({ signal }) => answer(api.GET("/api/v1/channels", { signal })),
  });
}

/** The kinds of channels there are; and the chosen one, whose last channel may be gone by now. */
export function typesOf(
  channels: readonly { type: ChannelType }[] | undefined,
  chosen: ChannelType | null,
): ChannelType[] {
  return CHANNELS.filter((type) => type === chosen || channels?.some((channel) => channel.type === type));
}
