//! What the screens say when they are used line by line.

use super::sentences;

sentences! {
    /// The answers that are possible on every page.
    plain_keys() {
        en: "0: back. h: help. l: 中文. q: close.",
        zh: "0：返回。h：帮助。l：English。q：关闭。",
    }
    /// The answers that are possible where pages stand beside each other.
    plain_pages() { en: ">: next page. <: page before.", zh: ">：下一页。<：上一页。" }
    /// Asks for a row.
    plain_choose() { en: "Number: ", zh: "请输入编号：" }
    /// No row of that number.
    plain_no_such_row() { en: "There is no such number here.", zh: "这里没有这个编号。" }
    /// Asks how to change a value.
    plain_change(row: &str) {
        en: "{row}. + or -, or several at once such as +3. Enter alone keeps it: ",
        zh: "{row}。输入 + 或 -，也可以一次多步，例如 +3；直接回车不变：",
    }
    /// Asks for a text.
    plain_type(label: &str, value: &str) {
        en: "{label} (now \"{value}\"; Enter alone keeps it): ",
        zh: "{label}（现在是“{value}”，直接回车不变）：",
    }
}
