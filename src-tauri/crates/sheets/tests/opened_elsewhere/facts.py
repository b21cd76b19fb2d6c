"""Tells as JSON what openpyxl finds in the first sheet of a workbook."""
import json
import sys

import openpyxl

sheet = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
properties = sheet.parent.properties
area = sheet.print_area


def look(cell):
    side = cell.border
    # What another cell covers has no inner borders of its own.
    covered = type(cell).__name__ == "MergedCell"
    return {
        "value": None if cell.value is None else str(cell.value),
        "type": cell.data_type,
        "font": cell.font.name,
        "size": cell.font.sz,
        "format": cell.number_format,
        "boxed": covered or all(s is not None and s.style == "thin" for s in (side.left, side.right, side.top, side.bottom)),
        "wrap": bool(cell.alignment.wrap_text),
        "align": cell.alignment.horizontal,
    }


print(json.dumps({
    "sheet": sheet.title,
    "title": properties.title,
    "creator": properties.creator,
    "merged": sorted(str(r) for r in sheet.merged_cells.ranges),
    "rows": [[look(cell) for cell in row] for row in sheet.iter_rows()],
    "heights": [sheet.row_dimensions[i].height for i in range(1, sheet.max_row + 1)],
    "titles": sheet.print_title_rows,
    # Older versions give a list.
    "area": area if isinstance(area, str) else ",".join(area),
    "frozen": sheet.freeze_panes,
    "orientation": sheet.page_setup.orientation,
    "paper": int(sheet.page_setup.paperSize),
    "fit": [bool(sheet.sheet_properties.pageSetUpPr.fitToPage), sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight],
    "footer": sheet.oddFooter.center.text,
}, ensure_ascii=False))
