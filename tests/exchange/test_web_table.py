"""Tables as other programs put them on the clipboard, each in its own words."""

from __future__ import annotations

import time

import pytest

from rapporteur.domain.errors import UserError
from rapporteur.domain.workbook import Area, Book, Reading
from rapporteur.exchange.incoming.reading import read_bytes

TABLE = Reading("table")

# The header that Windows puts before it, and the page as Excel writes it.
EXCEL = """Version:1.0
StartHTML:0000000105
EndHTML:0000002000
StartFragment:0000001000
EndFragment:0000001900

<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Excel.Sheet>
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table
\t{mso-displayed-decimal-separator:"\\.";
\tmso-displayed-thousand-separator:"\\,";}
@page
\t{margin:.75in .7in .75in .7in;}
tr
\t{mso-height-source:auto;}
br
\t{mso-data-placement:same-cell;}
td
\t{padding-top:1px;
\tcolor:black;
\ttext-decoration:none;
\tmso-number-format:General;
\twhite-space:nowrap;}
.xl65
\t{mso-number-format:"\\@";}
.xl66
\t{color:red;
\ttext-decoration:line-through;}
-->
</style>
</head>

<body link="#0563C1" vlink="#954F72">

<table border=0 cellpadding=0 cellspacing=0 width=448 style='border-collapse:
 collapse;width:336pt'>
<!--StartFragment-->
 <col width=64 span=3 style='width:48pt'>
 <col width=0 style='display:none;mso-width-source:userset;width:0'>
 <col width=64 style='width:48pt'>
 <tr height=20 style='height:15.0pt'>
  <td colspan=5 height=20 class=xl67 width=448 style='height:15.0pt;width:336pt'>Ministry
  of Mines</td>
 </tr>
 <tr height=20 style='height:15.0pt'>
  <td height=20 style='height:15.0pt'>No.</td>
  <td>Name</td>
  <td>Designation</td>
  <td>Passport No.</td>
  <td>Mobile No.</td>
 </tr>
 <tr height=40 style='height:30.0pt'>
  <td height=40 align=right style='height:30.0pt'>1</td>
  <td>Shri Anil Rao</td>
  <td class=xl68 width=64 style='width:48pt'>Director<br>
    Safety</td>
  <td class=xl65>00123456</td>
  <td align=right x:num="919810000001">9.1981E+11</td>
 </tr>
 <tr height=20 style='height:15.0pt'>
  <td height=20 align=right style='height:15.0pt'>2</td>
  <td class=xl66>Asha Verma</td>
  <td class=xl66>Adviser</td>
  <td class=xl65></td>
  <td colspan=1 style='mso-ignore:colspan'>+91 98100&nbsp;00002</td>
 </tr>
 <tr height=0 style='display:none'>
  <td height=0 align=right>3</td>
  <td>Ravi Iyengar</td>
  <td>O&amp;M &lt;Head&gt;</td>
  <td></td><td></td>
 </tr>
<![if supportMisalignedColumns]>
 <tr height=0 style='display:none'>
  <td width=64 style='width:48pt'></td>
 </tr>
<![endif]>
<!--EndFragment-->
</table>

</body>

</html>
"""

LIBREOFFICE = """<!DOCTYPE html>
<html>
<head>
\t<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
\t<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
\t<style type="text/css">
\t\tbody,div,table,thead,tbody,tfoot,tr,th,td,p { font-family:"Calibri"; font-size:x-small }
\t\tcomment { display:none;  }
\t</style>
</head>
<body>
<table cellspacing="0" border="0">
\t<colgroup width="44"></colgroup>
\t<colgroup span="2" width="175"></colgroup>
\t<tr>
\t\t<td rowspan=2 height="40" align="left" valign=bottom><font color="#000000">№</font></td>
\t\t<td colspan=2 align="center"><b>Делегат</b></td>
\t</tr>
\t<tr>
\t\t<td align="left"><b>Ф.И.О.</b></td>
\t\t<td align="left"><b>Должность</b></td>
\t</tr>
\t<tr>
\t\t<td height="20" align="right" sdval="1" sdnum="1033;"><font color="#000000">1</font></td>
\t\t<td align="left"><s><font color="#000000">Груздев А.В.</font></s></td>
\t\t<td align="left"><font color="#000000"><br></font></td>
\t</tr>
\t<tr>
\t\t<td align="right" sdval="2" sdnum="1033;"><font color="#000000">###</font></td>
\t\t<td align="left"><font color="#000000">Ёлкина М.<br>Ким О.</font></td>
\t\t<td align="left"><font color="#000000">Советник</font></td>
\t</tr>
</table>
</body>
</html>
"""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=windows-1251">
<meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal, li.MsoNormal {mso-style-parent:""; margin:0cm;} --></style></head>
<body lang=RU style='tab-interval:35.4pt'><!--StartFragment-->
<p class=MsoNormal>Состав делегации<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0
 style='border-collapse:collapse;border:none;mso-yfti-tbllook:1184'>
 <tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>
  <td width=200 valign=top style='width:150.25pt;border:solid windowtext 1.0pt'>
  <p class=MsoNormal><b>Фамилия, имя,
  отчество<o:p></o:p></b></p>
  </td>
  <td width=200 valign=top><p class=MsoNormal><b>Должность</b><o:p></o:p></p></td>
 </tr>
 <tr style='mso-yfti-irow:1'>
  <td width=200 valign=top>
  <p class=MsoNormal>Груздев<o:p></o:p></p>
  <p class=MsoNormal>Алексей <span style='mso-spacerun:yes'>  </span>Васильевич<o:p></o:p></p>
  </td>
  <td width=200 valign=top><p class=MsoNormal><s>Советник</s><o:p></o:p></p></td>
 </tr>
 <tr style='mso-yfti-irow:2;mso-yfti-lastrow:yes'>
  <td width=200><p class=MsoNormal><span style='text-decoration:line-through'>Ким
  <span lang=EN-US>Ольга</span></span></p></td>
  <td width=200><p class=MsoNormal>Эксперт <s>старший</s></p></td>
 </tr>
</table><!--EndFragment--></body></html>
"""

MAIL = """<div dir="ltr"><table width="100%" cellpadding="0"><tbody><tr><td align="center">
<table width="600"><tbody><tr><td>Dear colleagues,<br>please find the list below.</td></tr></tbody>
</table>
<table border="1" class="MsoNormalTable"><thead><tr><th>Name</th><th>Designation</th></tr></thead>
<tbody><tr><td><div>Anil Rao</div></td><td><table><tr><td>Director</td></tr><tr><td>Mines</td></tr>
</table></td></tr>
<tr><td><p>Asha Verma</p></td><td><div><div>Adviser</div></div></td></tr></tbody></table>
</td></tr></tbody></table><br>-- <br>Regards</div>
"""


def read(page: str, encoding: str = "utf-8") -> Book:
    return read_bytes("pasted.html", page.encode(encoding), reading=TABLE)


def test_a_table_of_excel() -> None:
    found = read(EXCEL)
    (sheet,) = found.sheets
    assert found.reading == Reading("table", "utf-8")
    assert sheet.rows[:4] == (
        ("Ministry of Mines",),
        ("No.", "Name", "Designation", "Passport No.", "Mobile No."),
        ("1", "Shri Anil Rao", "Director\nSafety", "00123456", "919810000001"),
        ("2", "Asha Verma", "Adviser", None, "+91 98100\u00a000002"),
    )
    assert sheet.rows[4:] == (("3", "Ravi Iyengar", "O&M <Head>"),)
    assert sheet.struck == {(4, 2), (4, 3)}
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({5}, {4})
    assert sheet.merged == (Area(1, 1, 1, 5),)


def test_a_table_of_libreoffice() -> None:
    (sheet,) = read(LIBREOFFICE).sheets
    assert sheet.rows == (
        ("№", "Делегат"),
        (None, "Ф.И.О.", "Должность"),
        ("1", "Груздев А.В."),
        ("2", "Ёлкина М.\nКим О.", "Советник"),
    )
    assert sheet.struck == {(3, 2)}
    assert sheet.merged == (Area(1, 1, 2, 1), Area(1, 2, 1, 3))


def test_a_table_of_word_in_the_encoding_it_names() -> None:
    found = read(WORD, "cp1251")
    (sheet,) = found.sheets
    assert found.reading == Reading("table", "cp1251")
    assert sheet.rows == (
        ("Фамилия, имя, отчество", "Должность"),
        ("Груздев\nАлексей Васильевич", "Советник"),
        ("Ким Ольга", "Эксперт старший"),
    )
    assert sheet.struck == {(2, 2), (3, 1)}


def test_a_table_in_a_mail_stands_out_of_its_frames() -> None:
    found = read(MAIL)
    assert [sheet.rows for sheet in found.sheets] == [
        (("Name", "Designation"), ("Anil Rao", "Director\nMines"), ("Asha Verma", "Adviser")),
        (("Dear colleagues,\nplease find the list below.",),),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_page_with_a_mark_needs_no_word_about_its_encoding(encoding: str) -> None:
    page = "<table><tr><td>Имя<td>Должность<tr><td>Груздев<td>Советник</table>"
    (sheet,) = read_bytes("a.xls", page.encode(encoding)).sheets
    assert sheet.rows == (("Имя", "Должность"), ("Груздев", "Советник"))


def test_a_page_that_names_a_wrong_encoding_or_none() -> None:
    page = "<html><meta charset={}><table><tr><td>Имя<tr><td>Груздев</table></html>"
    for named, real in (("utf-8", "cp1251"), ("x-nonsense", "koi8-r"), ("base64", "utf-8")):
        data = page.format(named).encode(real)
        assert read_bytes("a.html", data).sheets[0].rows == (("Имя",), ("Груздев",))


def test_scripts_and_styles_are_no_text() -> None:
    (sheet,) = read(
        "<table><tr><td><script>alert('x')</script><style>td{}</style>Rao</td>"
        "<td><img src='//host/x.png' onerror=1>Director</td></tr></table>"
    ).sheets
    assert sheet.rows == (("Rao", "Director"),)


def test_a_page_without_a_table_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        read("<html><p>Dear colleagues</p></html>")
    assert caught.value.code == "workbook.no_table"


@pytest.mark.parametrize(
    "page",
    [
        "<table>" * 5000,
        "<table><tr>" + "<td colspan=99999999 rowspan=99999999>x" * 2000,
        "<table><tr>" + "<td>" * 800_000,
        "<table>" + "<tr>" * 400_000,
        "<table><tr><td>" + "<s><span>" * 200_000 + "x",
        "<style>" + "." * 2_000_000 + "</style><table><tr><td>x",
        "<style" * 300_000,
        "<table><tr><td>" + "<![if" * 100_000,
        "<table><tr><td>" + "&#" * 500_000,
        "<!--" * 300_000 + "<table><tr><td>x",
        "<table " + "a='" * 300_000,
    ],
    ids=range(11),
)
def test_hostile_pages_end_in_words_and_in_time(page: str) -> None:
    start = time.monotonic()
    try:
        outcome = str(len(read(page).sheets))
    except UserError as error:
        outcome = error.code.partition(".")[0]
    assert outcome in {"1", "workbook"}
    assert time.monotonic() - start < 10
