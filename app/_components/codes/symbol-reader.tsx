"use client";

import { Camera, CameraOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { Alert } from "@/app/_ui/alert";
import { Button } from "@/app/_ui/button";
import { FileDrop } from "@/app/_ui/file-drop";
import { readFrame, readPicture } from "./read-picture";

const LOOK_EVERY_MS = 200;

/** Reads a QR code with the camera or from a picture. Nothing that is seen leaves the device. */
export function SymbolReader({ onRead }: { onRead: (text: string | null) => void }) {
  const words = useTranslations("verify");
  const [isOpen, setIsOpen] = useState(false);
  const [isRefused, setIsRefused] = useState(false);
  const onFound = useCallback(
    (text: string) => {
      setIsOpen(false);
      onRead(text);
    },
    [onRead],
  );
  const onRefused = useCallback(() => {
    setIsOpen(false);
    setIsRefused(true);
  }, []);
  return (
    <div className="grid gap-5">
      {isOpen ? <Viewfinder onFound={onFound} onRefused={onRefused} /> : null}
      <Button
        variant={isOpen ? "secondary" : "primary"}
        onClick={() => {
          setIsRefused(false);
          setIsOpen(!isOpen);
        }}
      >
        {isOpen ? <CameraOff aria-hidden /> : <Camera aria-hidden />}
        {words(isOpen ? "cameraStop" : "cameraStart")}
      </Button>
      {isRefused ? (
        <Alert live tone="waiting" what={words("cameraRefused")} todo={words("cameraRefusedTodo")} />
      ) : null}
      <FileDrop
        accept="image/*"
        onFiles={async ([picture]) => {
          if (picture) onRead(await readPicture(picture));
        }}
        labels={{ drop: words("pictureDrop"), choose: words("picture"), hint: words("pictureSupport") }}
      />
    </div>
  );
}

type ViewfinderProps = { onFound: (text: string) => void; onRefused: () => void };

function Viewfinder({ onFound, onRefused }: ViewfinderProps) {
  const words = useTranslations("verify");
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const screen = video.current;
    return screen === null ? undefined : watch(screen, onFound, onRefused);
  }, [onFound, onRefused]);
  return (
    <video
      ref={video}
      playsInline
      muted
      aria-label={words("cameraView")}
      className="aspect-square w-full rounded bg-black object-cover"
    />
  );
}

/** Looks through the camera until a code is found. @returns how to stop */
function watch(screen: HTMLVideoElement, onFound: (text: string) => void, onRefused: () => void): () => void {
  const state: { isOver: boolean; stream?: MediaStream; timer?: ReturnType<typeof setTimeout> } = {
    isOver: false,
  };
  const stop = () => {
    state.isOver = true;
    clearTimeout(state.timer);
    for (const track of state.stream?.getTracks() ?? []) track.stop();
  };
  const look = async () => {
    const text = await readFrame(screen);
    if (state.isOver) return;
    if (text === null) {
      state.timer = setTimeout(() => void look(), LOOK_EVERY_MS);
      return;
    }
    stop();
    onFound(text);
  };
  const open = async () => {
    if (!("mediaDevices" in navigator)) throw new Error("no camera");
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    state.stream = stream;
    if (state.isOver) return stop();
    screen.srcObject = stream;
    await screen.play();
    await look();
  };
  // A camera that is refused, absent or taken by another page: the picture and the keyboard remain.
  open().catch(() => {
    if (!state.isOver) onRefused();
    stop();
  });
  return stop;
}
