import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { BoxView } from './box-view';
import { Details } from './details';
import { type Line, type Picture, pictureOf } from './layout';
import { Legend } from './legend';
import { LineMarks, Lines } from './lines';
import { nextBox } from './neighbours';
import { ancestors, closedAtFirst, groupsIn, isGroup, treeOf } from './tree';
import { type Filter, isFiltering, matches } from '../filter';
import type { Model } from '../model';
import { usePrinting } from '../parts/printing';
import { counted } from '../words';

/** The width of paper. */
const PAPER = 960;

const ZOOMS = [0.25, 0.35, 0.5, 0.65, 0.8, 1, 1.25, 1.6, 2];

interface Props {
  readonly filter: Filter;
  readonly model: Model;
  readonly selected: string | undefined;
  readonly onSelect: (box: string | undefined) => void;
}

/** The map: boxes are buttons, so that whatever a mouse can do, a keyboard can do. */
export function EncryptionMap({ filter, model, onSelect, selected }: Props) {
  const root = useMemo(() => treeOf(model), [model]);
  const around = useMemo(() => ancestors(root), [root]);
  const [closed, setClosed] = useState(() => closedAtFirst(root, model.rows.length));
  const [zoom, setZoom] = useState<number | undefined>();
  const [active, setActive] = useState<string | undefined>();
  const frame = useRef<HTMLDivElement>(null);
  const picture = useMemo(() => pictureOf(model, root, closed), [model, root, closed]);
  const boxes = useMemo(() => new Map(picture.boxes.map((box) => [box.item.id, box])), [picture]);
  const groups = useMemo(() => groupsIn(root), [root]);
  const printing = usePrinting();
  const scale = printing ? Math.min(1, PAPER / picture.width) : zoom ?? 1;
  const fitting = useFit(frame, picture, zoom, setZoom);

  const found = useMemo(() => new Set(model.rows.filter((row) => matches(filter, row)).map(({ node }) => node)), [model, filter]);
  const near = useMemo(() => neighbours(picture.lines, selected), [picture, selected]);

  // What is selected from elsewhere may be in a closed group.
  useLayoutEffect(() => {
    const node = selected?.startsWith('node-') ? Number(selected.slice('node-'.length)) : undefined;
    const path = node === undefined ? [] : around.get(node) ?? [];
    const opened = path.filter((item) => isGroup(item) && closed.has(item.id)).map(({ id }) => id);
    if (opened.length > 0) { setClosed(new Set([...closed].filter((id) => !opened.includes(id)))); }
  }, [selected]);
  useEffect(() => {
    if (selected === undefined || !boxes.has(selected)) { return; }
    frame.current?.querySelector(`[data-box="${selected}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected, boxes]);

  // A group that opens or closes is another element afterwards, which has the focus again.
  const toggled = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    if (toggled.current !== undefined) { frame.current?.querySelector<HTMLElement>(`[data-box="${toggled.current}"]`)?.focus(); }
    toggled.current = undefined;
  }, [closed]);
  const toggle = useCallback((group: string) => {
    toggled.current = group;
    setActive(group);
    setClosed((before) => new Set(before.has(group) ? [...before].filter((id) => id !== group) : [...before, group]));
  }, []);
  const first = active !== undefined && boxes.has(active) ? active : picture.boxes.find(({ open }) => !open)?.item.id ?? picture.boxes[0]?.item.id;

  const zoomBy = (steps: number) => {
    const current = ZOOMS.reduce((best, one, i) => (Math.abs(one - scale) < Math.abs(ZOOMS[best] - scale) ? i : best), 0);
    setZoom(ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, current + steps))]);
  };
  const onKey = (event: KeyboardEvent) => {
    const target = (event.target as Element).closest<HTMLElement>('[data-box]');
    if (event.key === 'Escape') { onSelect(undefined); return; }
    if (event.key === '+' || event.key === '=') { zoomBy(1); return; }
    if (event.key === '-') { zoomBy(-1); return; }
    if (event.key === '0') { fitting(); return; }
    const box = target && boxes.get(target.dataset.box!);
    const next = box && nextBox(picture.boxes, box, event.key);
    if (!next) { return; }
    event.preventDefault();
    setActive(next.item.id);
    frame.current?.querySelector<HTMLElement>(`[data-box="${next.item.id}"]`)?.focus();
  };
  const onWheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) { return; }
    event.preventDefault();
    zoomBy(event.deltaY < 0 ? 1 : -1);
  };
  useDragging(frame);

  const stacks = groups.filter(({ kind }) => kind === 'stack');
  const name = `Map of ${counted(model.rows.length, 'bucket')} in ${counted(stacks.length, 'stack')}. Use the arrow keys to move, Enter to select.`;
  const shared = { model, found, filtering: isFiltering(filter), near, selected, first, onSelect, onToggle: toggle };
  return (
    <>
      <div class="tools" role="toolbar" aria-label="Map">
        <button type="button" class="plain" onClick={() => zoomBy(1)} aria-label="Zoom in">+</button>
        <button type="button" class="plain" onClick={() => zoomBy(-1)} aria-label="Zoom out">−</button>
        <button type="button" class="plain" onClick={fitting}>Fit</button>
        <span class="zoom" aria-live="polite">{Math.round(scale * 100)} %</span>
        <button type="button" class="plain" onClick={() => setClosed(new Set())}>Open all groups</button>
        <button type="button" class="plain" onClick={() => setClosed(new Set(stacks.map(({ id }) => id)))}>Close stacks</button>
      </div>
      <div class={`map-and-details${selected === undefined ? '' : ' has-details'}`}>
        <div class="map" ref={frame} role="group" aria-label={name} onKeyDown={onKey} onWheel={onWheel}>
          <div class="sizer" style={sizeOf(picture, scale)}>
            <div class="canvas" style={{ ...sizeOf(picture, 1), transform: `scale(${scale})` }}>
              {picture.boxes.filter(({ open }) => open).map((box) => <BoxView key={box.item.id} box={box} {...shared} />)}
              <Lines picture={picture} model={model} selected={selected} />
              {picture.boxes.filter(({ open }) => !open).map((box) => <BoxView key={box.item.id} box={box} {...shared} />)}
              <LineMarks picture={picture} model={model} selected={selected} onSelect={onSelect} />
            </div>
          </div>
          {model.data.nodes.length === 0 && <p class="empty">There are no buckets and no keys in these templates.</p>}
        </div>
        {selected !== undefined && <Details model={model} picture={picture} selected={selected} onSelect={onSelect} />}
      </div>
      <Legend model={model} />
    </>
  );
}

function sizeOf({ height, width }: Picture, scale: number): { readonly width: string; readonly height: string } {
  return { width: `${Math.ceil(width * scale)}px`, height: `${Math.ceil(height * scale)}px` };
}

type Frame = { readonly current: HTMLDivElement | null };

/** The whole picture, where it can be read at that size; asked for again where the reader wants it. */
function useFit(frame: Frame, { height, width }: Picture, zoom: number | undefined, setZoom: (zoom: number) => void): () => void {
  const fit = (least: number) => {
    const room = frame.current;
    if (!room || width === 0) { return; }
    setZoom(Math.max(least, Math.min(1, (room.clientWidth - 24) / width, least < 0.65 ? (room.clientHeight - 24) / height : 1)));
  };
  useLayoutEffect(() => { if (zoom === undefined) { fit(0.65); } }, [zoom]);
  return () => fit(0.15);
}

/** What a selected box has to do with: the boxes at the other ends of its arrows. */
function neighbours(lines: readonly Line[], selected: string | undefined): ReadonlySet<string> | undefined {
  if (selected === undefined) { return undefined; }
  const line = lines.find(({ id }) => id === selected);
  if (line) { return new Set([line.from, line.to]); }
  return new Set([selected, ...lines.flatMap(({ from, to }) => (from === selected ? [to] : to === selected ? [from] : []))]);
}

/** The mouse drags the map; touch and wheel scroll it, as they do anywhere. */
function useDragging(frame: Frame): void {
  useEffect(() => {
    const room = frame.current;
    if (!room) { return; }
    let from: { x: number; y: number; left: number; top: number } | undefined;
    const down = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' || event.button !== 0 || (event.target as Element).closest('button')) { return; }
      from = { x: event.clientX, y: event.clientY, left: room.scrollLeft, top: room.scrollTop };
      room.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      if (!from) { return; }
      room.scrollLeft = from.left - (event.clientX - from.x);
      room.scrollTop = from.top - (event.clientY - from.y);
    };
    const up = () => { from = undefined; };
    room.addEventListener('pointerdown', down);
    room.addEventListener('pointermove', move);
    room.addEventListener('pointerup', up);
    return () => {
      room.removeEventListener('pointerdown', down);
      room.removeEventListener('pointermove', move);
      room.removeEventListener('pointerup', up);
    };
  }, []);
}
