import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CARRIERS,
  canMoveParcel,
  PARCEL_STATES,
  readShipments,
  readTrackingNumber,
  trackingUrl,
} from "./rules";

const parcel = (letter: string) => `prp_${letter.repeat(22)}`;

describe("a print shop's list of shipments", () => {
  test("is read from commas or tabs, in any width, with quotes and more columns behind", () => {
    const list = [
      "お届け番号,運送会社,追跡番号,宛名",
      `"${parcel("a")}","ヤマト運輸","1234-5678-9012","さくらマート"`,
      `${parcel("b")}\t佐川急便\t４０１２ ３４５６ ７８９０`,
      "",
      `${parcel("c")},Japan Post,EJ123456789JP`,
      `${parcel("d")},赤帽,A-1234567`,
    ].join("\r\n");
    expect(readShipments(list)).toEqual({
      shipments: [
        { parcelId: parcel("a"), carrier: "yamato", trackingNumber: "123456789012" },
        { parcelId: parcel("b"), carrier: "sagawa", trackingNumber: "401234567890" },
        { parcelId: parcel("c"), carrier: "japan_post", trackingNumber: "EJ123456789JP" },
        { parcelId: parcel("d"), carrier: "other", trackingNumber: "A1234567" },
      ],
      unread: [],
    });
  });

  test("gives back what it cannot read, and of a parcel named twice the last line counts", () => {
    const list = [
      `${parcel("a")},ヤマト,111111111111`,
      `${parcel("a")},ヤマト,222222222222`,
      `${parcel("b")},ヤマト,`,
      "prp_short,ヤマト,123456789012",
    ].join("\n");
    const { shipments, unread } = readShipments(list);
    expect(shipments.map(({ trackingNumber }) => trackingNumber)).toEqual(["222222222222"]);
    expect(unread).toEqual([`${parcel("b")},ヤマト,`, "prp_short,ヤマト,123456789012"]);
  });

  test("of any shape makes no exception, and no number that breaks an address", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        readShipments(`${parcel("a")},${text},${text}`);
        const number = readTrackingNumber(text);
        for (const carrier of CARRIERS) {
          const url = number === null ? null : trackingUrl(carrier, number);
          if (url !== null) expect(new URL(url).href).toBe(url);
        }
      }),
    );
  });
});

test("a parcel that is being printed can no longer be called off, and an ended one moves no more", () => {
  expect(canMoveParcel("requested", "cancelled")).toBe(true);
  expect(canMoveParcel("printing", "cancelled")).toBe(false);
  for (const to of PARCEL_STATES) {
    expect(canMoveParcel("delivered", to)).toBe(false);
    expect(canMoveParcel("cancelled", to)).toBe(false);
  }
});
