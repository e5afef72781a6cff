import { useState } from "preact/hooks";
import type { Attachment } from "../api/types";
import { each } from "../shared/plain";
import { addressOn, mayShowImage } from "./addresses";
import { useChat } from "./context";
import { sizeOf } from "./format";
import { Icon } from "./icons";

export function Files({ files }: { files: readonly Attachment[] }) {
  return files.length ? (
    <div class="files">
      {each(files, (file) => (
        <FileLink key={file.id} file={file} />
      ))}
    </div>
  ) : null;
}

function FileLink({ file }: { file: Attachment }) {
  const { server } = useChat().bridge;
  const [broken, setBroken] = useState("");
  const address = addressOn(server, file.url);
  const label = (
    <>
      <Icon name="file" />
      <span class="file-name">{file.name}</span>
      {file.size > 0 && <span class="file-size">{sizeOf(file.size)}</span>}
    </>
  );
  if (!address) return <span class="file">{label}</span>;
  // A page's own policy may forbid our images; then it is a file like any other.
  const picture = mayShowImage(server, address, file.contentType) && broken !== address;
  return (
    <a class={picture ? "picture" : "file"} href={address} target="_blank" rel="noopener noreferrer">
      {picture ? <img src={address} alt={file.name} onError={() => setBroken(address)} /> : label}
    </a>
  );
}
