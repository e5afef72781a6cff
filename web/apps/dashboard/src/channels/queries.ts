import type { ChannelType } from "@pingback/api";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { meQuery, useMe } from "../accounts/me";
import { answer, api } from "../api";
import { CHANNELS } from "../conversations/filter";
import { queryClient } from "../query-client";
import { useViewCounts } from "../views/queries";

export const channelKeys = {
  list: (workspace: string) => [workspace, "channels"] as const,
};

/** Asked only for those whom the server tells: channels are the owner's alone. */
const isTold = () => !!queryClient.getQueryData(meQuery.queryKey)?.permissions.includes("channel.manage");

export function channelsQuery(workspace: string) {
  return queryOptions({
    queryKey: channelKeys.list(workspace),
    enabled: isTold,
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

/** For whoever is not told which channels there are: the kinds that open conversations came by. */
export function useChannelTypes(): ChannelType[] {
  const channels = useQuery(channelsQuery(useMe().business.id)).data;
  const counts = useViewCounts()?.by_channel;
  return channels ? typesOf(channels, null) : CHANNELS.filter((type) => (counts?.[type] ?? 0) > 0);
}
