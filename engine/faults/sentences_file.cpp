#include "faults/pattern.hpp"

namespace leontide::faults {

namespace {

constexpr Pattern file_patterns[] = {
    {"this file holds more than {} cells", "文件的单元格超过 {0} 个"},
    {"this row holds more than {} cells", "此行的单元格超过 {0} 个"},
    {"this file holds more than {} rows of a few letters each", "文件的短行超过 {0} 行"},
    {"this file holds more than {} values", "文件的值超过 {0} 个"},
    {"no manifest names this file: it is not one that leontide wrote, and would be replaced",
     "清单未列出此文件：它并非由 leontide 写出，写入会将其覆盖"},
    {"text follows a closing quote", "引号闭合后还有文字"},
    {"this quote is never closed", "引号没有闭合"},
    {"this file is not {}, as is stated", "文件编码不是所声明的 {0}"},
    {"cells are separated by {}", "单元格以{0}分隔"},
    {"this file has no header row", "文件没有表头行"},
    {"the column \"{}\" stands twice", "列“{0}”出现两次"},
    {"this row has {} cells, the header has {}", "此行有 {0} 个单元格，表头有 {1} 个"},
    {"this cell is empty", "此单元格为空"},
    {"this sheet is empty", "此表为空"},
    {"\"{}\" is not a finite number", "“{0}”不是有限数"},
    {"the file \"{}\" cannot be read", "无法读取文件“{0}”"},
    {"this file cannot be read", "无法读取此文件"},
    {"this folder cannot be read", "无法读取此目录"},
    {"a table is a folder of CSV files", "投入产出表是由 CSV 文件组成的目录"},
    {"a supply-use pair is a folder of CSV files", "供给使用表是由 CSV 文件组成的目录"},
    {"there is no such folder", "没有该目录"},
    {"two outputs go to this file, and the later would replace the earlier",
     "有两项输出写入此文件，后者会覆盖前者"},
    {"this is one of the files read, and would be replaced", "这是所读取的文件之一，写出会将其覆盖"},
    {"{} need {} MiB of memory, and {} MiB are free", "{0}需要 {1} MiB 内存，而可用内存为 {2} MiB"},
    {"cannot write standard output: not everything was taken", "无法写出标准输出：未被全部接收"},
    {"cannot make a workbook in the temporary folder", "无法在临时目录中生成工作簿"},
    {"zlib cannot start", "压缩库 zlib 无法启动"},
    {"zlib cannot compress", "压缩库 zlib 无法压缩"},
    {"the cryptography library cannot compute SHA-256", "密码库无法计算 SHA-256"},
    {"{} is expected here, not {}", "此处应为{0}，而不是{1}"},
    {"{} is expected here", "此处应为{0}"},
    {"{} must be a mapping of keys, not {}", "{0}应为键值映射，而不是{1}"},
    {"\"{}\" must be a mapping", "“{0}”应为映射"},
    {"\"{}\" must be a list", "“{0}”应为列表"},
    {"{} must be a {}", "{0} 应为{1}"},
    {"{} has no key \"{}\"", "{0}没有键“{1}”"},
    {"{} needs the key \"{}\"", "{0}缺少键“{1}”"},
    {"a list of rows is expected here", "此处应为各行的列表"},
    {"\"(\" is never closed in \"{}\"", "“{0}”中的括号“(”没有闭合"},
    {"this file does not say what it is", "文件没有说明自身的种类"},
    {"`leontide {}` takes a file of this kind", "此类文件用于 `leontide {0}`"},
    {"a file of kind \"{}\" is expected here, not \"{}\"", "此处应为“{0}”类文件，而不是“{1}”"},
    {"Value \"{}\" for {} is not {}", "{1} 的取值“{0}”不是{2}"},
    {"Value \"{}\" is not {}", "取值“{0}”不是{1}"},
    {"aliases are not allowed", "不允许使用别名"},
    {"anchors are not allowed", "不允许使用锚点"},
    {"the tag \"{}\" is not allowed", "不允许使用标签“{0}”"},
    {"a key must be a plain text", "键应为普通文字"},
    {"merge keys are not allowed", "不允许使用合并键"},
    {"this file is nested too deeply: more than {} lists and mappings stand in each other here",
     "文件嵌套过深：此处列表与映射的嵌套超过 {0} 层"},
    {"this file holds no document", "文件没有内容"},
    {"this file holds more than one document", "文件含有多个文档"},
    {"this is not YAML: {}", "不是合法的 YAML：{0}"},
    {"this file is larger than 16 MiB", "文件大于 16 MiB"},
    {"this file is not UTF-8 text", "文件不是 UTF-8 文本"},
    {"\"{}\": {}", "“{0}”：{1}"},
    {"the key \"{}\" stands twice", "键“{0}”出现两次"},
    {"this file is not UTF-8, and not UTF-16 or GB 18030 either",
     "文件编码既不是 UTF-8，也不是 UTF-16 或 GB 18030"},
    {"this file is not UTF-8: read as {}", "文件编码不是 UTF-8：已按 {0} 读取"},
    {"this line holds bytes that are not UTF-8, as the rest is",
     "文件其余为 UTF-8，而此行含有非 UTF-8 的字节"},
};

}  // namespace

std::span<const Pattern> file_sentences() {
  return file_patterns;
}

}  // namespace leontide::faults
