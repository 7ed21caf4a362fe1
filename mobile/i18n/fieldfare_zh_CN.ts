<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Attachment</name>
    <message>
        <source>It was not added: the phone&apos;s storage is nearly full, and what is left is kept for visits. Everything else is saved. Free some space and add it again.</source>
        <translation>没有添加：手机存储空间快满了，剩下的留给跟进记录。其他内容都已保存。请腾出空间后再添加。</translation>
    </message>
    <message>
        <source>It was not added: photos and files take all the room they may have on this phone. Everything else is saved. Remove some and add it again.</source>
        <translation>没有添加：照片和文件在这部手机上可用的空间已用完。其他内容都已保存。请移除一些后再添加。</translation>
    </message>
    <message>
        <source>It was not added: it is damaged, or not what its name says. Everything else is saved. Open it on this phone to check, or choose another.</source>
        <translation>没有添加：文件已损坏，或与文件名不符。其他内容都已保存。请先在手机上打开看看，或另选一个。</translation>
    </message>
    <message>
        <source>It was not added: files of this kind are not kept. Everything else is saved. Choose a PDF, an Office file, a text, a picture or a recording.</source>
        <translation>没有添加：不支持这种文件。其他内容都已保存。请选 PDF、Office 文件、文本、图片或录音。</translation>
    </message>
    <message>
        <source>It was not added: the record no longer exists. Someone may have deleted it.</source>
        <translation>没有添加：这条记录已不存在，可能被别人删除了。</translation>
    </message>
    <message>
        <source>It was not added: the file could not be read, or not be kept. Everything else is saved. Try again, or choose another.</source>
        <translation>没有添加：文件读不出来，或没能存下。其他内容都已保存。请再试一次，或另选一个。</translation>
    </message>
    <message>
        <source>It was not added. Everything else is saved. %1</source>
        <translation>没有添加，其他内容都已保存。%1</translation>
    </message>
    <message>
        <source>The server has no room left for photos and files. It is kept on this phone; tell your team lead, then retry.</source>
        <translation>服务器上照片和文件的空间已满。它保留在这部手机上；请告诉团队主管，之后再重试。</translation>
    </message>
    <message>
        <source>It is damaged on this phone. If you still have the original, add it again and remove this one.</source>
        <translation>它在这部手机上已损坏。如果原件还在，请重新添加，再移除这一个。</translation>
    </message>
    <message>
        <source>The server did not take it. It is kept on this phone. %1</source>
        <translation>服务器没有接受，它保留在这部手机上。%1</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>未被接受</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>待上传</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>正在下载</translation>
    </message>
    <message>
        <source>What came from the server was damaged each time. Retry, or ask who added it to add it again.</source>
        <translation>每次从服务器收到的内容都是损坏的。请重试，或请添加人重新添加。</translation>
    </message>
    <message>
        <source>It is back.</source>
        <translation>已恢复。</translation>
    </message>
    <message>
        <source>Removed.</source>
        <translation>已移除。</translation>
    </message>
    <message>
        <source>It is tried again.</source>
        <translation>正在重试。</translation>
    </message>
    <message>
        <source>Given up.</source>
        <translation>已放弃。</translation>
    </message>
    <message>
        <source>It was not added: it is too large. A file may have %1. Everything else is saved. Choose a smaller one.</source>
        <translation>没有添加：文件太大，每个最多 %1。其他内容都已保存。请选小一点的文件。</translation>
    </message>
    <message>
        <source>It was not added: the picture has more pixels than this phone can open. Everything else is saved. Make it smaller, or add it as a file.</source>
        <translation>未能添加：这张图片的像素太多，本机打不开。其他内容都已保存。请把图片缩小，或者作为文件添加。</translation>
    </message>
    <message>
        <source>%1 of %2 sent</source>
        <translation>已上传 %1，共 %2</translation>
    </message>
</context>
<context>
    <name>AttachmentPage</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>It is not shown here. Save a copy to open it in another app.</source>
        <translation>这里无法显示。保存副本后可用其他应用打开。</translation>
    </message>
    <message>
        <source>It comes from the server as soon as that can be reached.</source>
        <translation>连上服务器后会自动下载。</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>保存副本</translation>
    </message>
    <message>
        <source>%1 % of it has come.</source>
        <translation>已下载 %1%。</translation>
    </message>
</context>
<context>
    <name>AttachmentQueueCard</name>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>AttachmentQueuePage</name>
    <message>
        <source>Photos and files</source>
        <translation>照片和文件</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>没有等待的内容</translation>
    </message>
    <message>
        <source>Give this up?</source>
        <translation>放弃这一个？</translation>
    </message>
    <message>
        <source>It is nowhere else, and its record is not on this phone any more. It cannot be brought back.</source>
        <translation>它只在这里，所属的记录也已不在这部手机上。放弃后无法恢复。</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>AttachmentSummary</name>
    <message>
        <source>Photos and files</source>
        <translation>照片和文件</translation>
    </message>
    <message>
        <source>They wait for Wi-Fi, as set on the page “Me”. Records and thumbnails do not wait.</source>
        <translation>正在等 Wi-Fi（在“我的”页面设置）。记录和缩略图不用等。</translation>
    </message>
</context>
<context>
    <name>AttachmentsSection</name>
    <message>
        <source>Photos and files</source>
        <translation>照片和文件</translation>
    </message>
    <message>
        <source>None yet. Photos are made smaller, and where they were taken is left out.</source>
        <translation>还没有。照片会自动缩小，并去掉拍摄地点。</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>显示更早的</translation>
    </message>
    <message numerus="yes">
        <source>%n is being added …</source>
        <translation>
            <numerusform>正在添加 %n 个……</numerusform>
        </translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>Add a file</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.webp *.bmp)</source>
        <translation>图片 (*.jpg *.jpeg *.png *.webp *.bmp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Documents (%1)</source>
        <translation>文件 (%1)</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Log a visit</source>
        <translation>记一次跟进</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>日程</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>我的</translation>
    </message>
</context>
<context>
    <name>ChoiceSheet</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>ConfirmSheet</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Conflict</name>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（未填写）</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>You deleted it; it came back</source>
        <translation>您删除的记录又回来了</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>still there, because it was edited</source>
        <translation>因有人修改而保留</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>ConflictCard</name>
    <message>
        <source>You wrote</source>
        <translation>您填写的</translation>
    </message>
    <message>
        <source>Took its place</source>
        <translation>取代它的</translation>
    </message>
    <message>
        <source>Before both</source>
        <translation>原先的</translation>
    </message>
    <message>
        <source>Stands now</source>
        <translation>现在的</translation>
    </message>
    <message>
        <source>Put mine back</source>
        <translation>恢复我的</translation>
    </message>
    <message>
        <source>Leave it so</source>
        <translation>保持现状</translation>
    </message>
</context>
<context>
    <name>ConflictNote</name>
    <message>
        <source>When two people change the same field</source>
        <translation>两个人改了同一项内容时</translation>
    </message>
    <message>
        <source>The newer edit stays. The other one is kept, and its author can put it back.</source>
        <translation>保留较新的修改；另一份不会丢失，填写的人可以把它恢复。</translation>
    </message>
    <message numerus="yes">
        <source>%n of your values were overwritten by somebody who had not seen them. Nothing is lost.</source>
        <translation>
            <numerusform>您填写的 %n 项内容被没有看到它的人覆盖了，没有丢失。</numerusform>
        </translation>
    </message>
    <message>
        <source>Look at them</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>ConflictsEntry</name>
    <message>
        <source>Overwritten by others</source>
        <translation>被他人覆盖的内容</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>ConflictsPage</name>
    <message>
        <source>Overwritten by others</source>
        <translation>被他人覆盖的内容</translation>
    </message>
    <message>
        <source>You and somebody else changed the same thing without seeing each other&apos;s change. The newer edit stands; nothing is lost.</source>
        <translation>您和别人在互相没有看到的情况下改了同一项内容。现在以较新的为准，两份都没有丢失。</translation>
    </message>
    <message>
        <source>Nothing to decide</source>
        <translation>没有需要处理的内容</translation>
    </message>
    <message>
        <source>When somebody overwrites what you wrote without having seen it, you can put it back here.</source>
        <translation>如果有人在没有看到的情况下覆盖了您填写的内容，可以在这里恢复。</translation>
    </message>
</context>
<context>
    <name>ContactList</name>
    <message>
        <source>Call %1</source>
        <translation>拨打 %1</translation>
    </message>
    <message>
        <source>No contacts yet</source>
        <translation>还没有联系人</translation>
    </message>
    <message>
        <source>Who decides, who uses, who signs: add the people you talk to.</source>
        <translation>谁决策、谁使用、谁签字：把对接的人记下来。</translation>
    </message>
    <message>
        <source>Add a contact</source>
        <translation>添加联系人</translation>
    </message>
</context>
<context>
    <name>CustomerHead</name>
    <message>
        <source>Not sent yet</source>
        <translation>待上传</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>拨打 %1</translation>
    </message>
    <message>
        <source>Navigate</source>
        <translation>导航</translation>
    </message>
    <message>
        <source>Phone numbers are hidden by your organisation</source>
        <translation>公司已隐藏电话号码</translation>
    </message>
</context>
<context>
    <name>CustomerPage</name>
    <message>
        <source>Edit customer</source>
        <translation>编辑客户</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>日程</translation>
    </message>
    <message>
        <source>Log a visit</source>
        <translation>记一次跟进</translation>
    </message>
    <message>
        <source>Remove the customer</source>
        <translation>删除客户</translation>
    </message>
    <message>
        <source>Remove this customer?</source>
        <translation>删除该客户？</translation>
    </message>
    <message>
        <source>Contacts and open follow-ups go with it; visits stay in the history. You can undo this right away.</source>
        <translation>联系人和未完成的计划会一并删除，跟进记录保留。可以立即撤销。</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>档案</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
</context>
<context>
    <name>CustomerPicker</name>
    <message>
        <source>Choose a customer</source>
        <translation>选择客户</translation>
    </message>
    <message>
        <source>Name, pinyin or any word</source>
        <translation>名称、拼音或任意词</translation>
    </message>
    <message>
        <source>No customer fits “%1”</source>
        <translation>没有找到“%1”</translation>
    </message>
    <message>
        <source>No customers yet</source>
        <translation>还没有客户</translation>
    </message>
</context>
<context>
    <name>CustomerPlan</name>
    <message>
        <source>Nothing is planned</source>
        <translation>没有计划</translation>
    </message>
    <message>
        <source>Plan the next contact so that it comes up on its day.</source>
        <translation>安排下一次联系，到期会自动提醒。</translation>
    </message>
    <message>
        <source>Plan a follow-up</source>
        <translation>安排跟进</translation>
    </message>
</context>
<context>
    <name>CustomersPage</name>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新建客户</translation>
    </message>
    <message>
        <source>Name, pinyin or any word</source>
        <translation>名称、拼音或任意词</translation>
    </message>
    <message>
        <source>No customers yet</source>
        <translation>还没有客户</translation>
    </message>
    <message>
        <source>No customer fits “%1”</source>
        <translation>没有找到“%1”</translation>
    </message>
    <message>
        <source>Your customers arrive with the first synchronisation. You can also file one yourself.</source>
        <translation>首次同步后会看到您的客户，也可以自己建档。</translation>
    </message>
    <message>
        <source>Try fewer characters or pinyin initials, or file a new customer.</source>
        <translation>试试更少的字或拼音首字母，或者新建客户。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Most urgent first</source>
        <translation>按紧急程度</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>DateSheet</name>
    <message>
        <source>MMMM yyyy</source>
        <extracomment>How a month and its year are written (Qt&apos;s format of dates).</extracomment>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>Previous month</source>
        <translation>上个月</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>下个月</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation>选择日期</translation>
    </message>
</context>
<context>
    <name>DayChips</name>
    <message>
        <source>Pick a day</source>
        <translation>自选</translation>
    </message>
    <message>
        <source>No next step</source>
        <translation>无需下一步</translation>
    </message>
</context>
<context>
    <name>EnrolmentForm</name>
    <message>
        <source>Server address</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>一次性代码</translation>
    </message>
    <message>
        <source>You can also paste the whole text from under the QR code.</source>
        <translation>也可以粘贴二维码下方的整段文字。</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
</context>
<context>
    <name>EnrolmentPage</name>
    <message>
        <source>Welcome to Fieldfare</source>
        <translation>欢迎使用 Fieldfare</translation>
    </message>
    <message>
        <source>Your team lead gives you a code. Connect once; after that everything works without a network.</source>
        <translation>向主管索取一次性代码。连接一次之后，没有网络也能照常使用。</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>Something required is still empty.</source>
        <translation>还有必填项没有填写。</translation>
    </message>
    <message>
        <source>A value cannot be accepted. Please check what you entered.</source>
        <translation>有内容无法接受，请检查填写。</translation>
    </message>
    <message>
        <source>The text is too long. Please shorten it.</source>
        <translation>文字太长，请缩短。</translation>
    </message>
    <message>
        <source>The number is outside the allowed range.</source>
        <translation>数字超出允许范围。</translation>
    </message>
    <message>
        <source>This cannot be changed here.</source>
        <translation>这里不能修改。</translation>
    </message>
    <message>
        <source>It no longer exists. Someone may have deleted it.</source>
        <translation>内容已不存在，可能已被他人删除。</translation>
    </message>
    <message>
        <source>It cannot change to this state any more.</source>
        <translation>不能再改为该状态。</translation>
    </message>
    <message>
        <source>It exists already.</source>
        <translation>已经存在。</translation>
    </message>
    <message>
        <source>Other records that were not accepted yet stand on this one. Look after those first.</source>
        <translation>还有尚未被接收的记录建立在这条记录上，请先处理那些记录。</translation>
    </message>
    <message>
        <source>Someone changed it meanwhile. Please look at it again.</source>
        <translation>期间有人修改过，请重新查看。</translation>
    </message>
    <message>
        <source>This phone is not connected to a server yet.</source>
        <translation>本机还没有连接服务器。</translation>
    </message>
    <message>
        <source>You may not change this record. Ask your team lead.</source>
        <translation>您无权修改这条记录，请联系主管。</translation>
    </message>
    <message>
        <source>The code is wrong, used or expired. Ask your team lead for a new one.</source>
        <translation>代码有误、已使用或已过期，请向主管索取新的代码。</translation>
    </message>
    <message>
        <source>This phone&apos;s access was withdrawn. Ask your team lead.</source>
        <translation>本机的访问权限已被收回，请联系主管。</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a minute and try again.</source>
        <translation>尝试次数过多，请稍等一分钟再试。</translation>
    </message>
    <message>
        <source>The app is too old for this server. Please update the app.</source>
        <translation>应用版本过旧，请更新应用。</translation>
    </message>
    <message>
        <source>The phone&apos;s storage is full. Free some space; nothing was lost.</source>
        <translation>手机存储空间已满，请清理空间；数据没有丢失。</translation>
    </message>
    <message>
        <source>The data on this phone is damaged. Ask for help before you go on.</source>
        <translation>本机数据已损坏，请先寻求帮助再继续。</translation>
    </message>
    <message>
        <source>The data was written by a newer version of the app and is kept untouched. Please update the app.</source>
        <translation>数据由更新版本的应用写入，已原样保留。请更新应用。</translation>
    </message>
    <message>
        <source>The data cannot be unlocked: the key store of this device does not give its key.</source>
        <translation>无法解锁数据：本机的密钥库没有给出密钥。</translation>
    </message>
    <message>
        <source>The data is in use by another window of the app.</source>
        <translation>数据正被另一个应用窗口使用。</translation>
    </message>
    <message>
        <source>The server cannot be reached. Check the address and the network.</source>
        <translation>无法连接服务器，请检查地址和网络。</translation>
    </message>
    <message>
        <source>The answer did not come from a Fieldfare server. A Wi-Fi sign-in page may be in the way, or the address is wrong.</source>
        <translation>应答不是来自 Fieldfare 服务器。可能需要先登录 Wi-Fi，或者地址有误。</translation>
    </message>
    <message>
        <source>The server did not answer in time. Try again.</source>
        <translation>服务器没有及时应答，请重试。</translation>
    </message>
    <message>
        <source>The server is busy. It will be tried again.</source>
        <translation>服务器繁忙，稍后会再试。</translation>
    </message>
    <message>
        <source>Something went wrong in the program. Please report the number.</source>
        <translation>程序出错，请反馈错误编号。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>There is no room left for photos and files. Everything else is saved and goes on.</source>
        <translation>照片和文件已没有可用空间。其他内容均已保存，照常进行。</translation>
    </message>
    <message>
        <source>The photo or file is damaged and was not taken.</source>
        <translation>照片或文件已损坏，未被接受。</translation>
    </message>
</context>
<context>
    <name>FailurePage</name>
    <message>
        <source>Your data could not be opened</source>
        <translation>无法打开您的数据</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Nothing was deleted. Your data lies in %1.</source>
        <translation>没有删除任何内容。数据位于 %1。</translation>
    </message>
</context>
<context>
    <name>FollowupCard</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Postpone</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>Log a visit</source>
        <translation>记一次跟进</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>拨打 %1</translation>
    </message>
    <message>
        <source>Navigate to %1</source>
        <translation>导航到%1</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>This cannot be read. Please check it.</source>
        <translation>无法识别，请检查。</translation>
    </message>
    <message>
        <source>Some fields need another look.</source>
        <translation>有些内容需要再看一下。</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>不保存就离开？</translation>
    </message>
    <message>
        <source>What you changed here has not been saved.</source>
        <translation>这里的修改还没有保存。</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>放弃修改</translation>
    </message>
</context>
<context>
    <name>Hidden</name>
    <message>
        <source>Hidden by your organisation</source>
        <translation>公司已隐藏</translation>
    </message>
    <message>
        <source>Hidden by your organisation: %1</source>
        <translation>公司已隐藏：%1</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Fieldfare</source>
        <translation>Fieldfare</translation>
    </message>
</context>
<context>
    <name>MePage</name>
    <message>
        <source>Me</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the phone</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Protection of the data</source>
        <translation>数据保护</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Rescue file</source>
        <translation>救援文件</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Send photos and files</source>
        <translation>上传照片和文件</translation>
    </message>
    <message>
        <source>on Wi-Fi only</source>
        <translation>仅用 Wi-Fi</translation>
    </message>
    <message>
        <source>on any network</source>
        <translation>任何网络</translation>
    </message>
    <message>
        <source>On any network</source>
        <translation>任何网络</translation>
    </message>
    <message>
        <source>On Wi-Fi only</source>
        <translation>仅用 Wi-Fi</translation>
    </message>
    <message>
        <source>On a mobile network they wait on this phone; records and thumbnails do not. Where the phone does not say which network it is on, they are sent.</source>
        <translation>用移动网络时，它们先留在手机上；记录和缩略图照常上传。手机没有说明网络类型时，照常上传。</translation>
    </message>
</context>
<context>
    <name>Moment</name>
    <message>
        <source>yesterday %1</source>
        <translation>昨天 %1</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
</context>
<context>
    <name>MomentEditor</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>NewCustomerPage</name>
    <message>
        <source>New customer</source>
        <translation>新建客户</translation>
    </message>
    <message>
        <source>This customer may be filed already</source>
        <translation>该客户可能已经建档</translation>
    </message>
    <message>
        <source>Open it instead of filing it twice.</source>
        <translation>请打开已有档案，避免重复建档。</translation>
    </message>
    <message>
        <source>Show all fields</source>
        <translation>显示全部字段</translation>
    </message>
    <message>
        <source>Show only what is needed</source>
        <translation>只显示必要字段</translation>
    </message>
    <message>
        <source>Save customer</source>
        <translation>保存客户</translation>
    </message>
</context>
<context>
    <name>OutboxCard</name>
    <message>
        <source>Give it up</source>
        <translation>放弃上传</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新上传</translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>PickerButton</name>
    <message>
        <source>Choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>Plan</source>
        <translation>日程</translation>
    </message>
    <message>
        <source>The next four weeks</source>
        <translation>未来四周</translation>
    </message>
    <message>
        <source>Nothing is planned</source>
        <translation>没有计划</translation>
    </message>
    <message>
        <source>Choose a next step when you log a visit and it appears here on its day.</source>
        <translation>记录跟进时选择下一步，到期会出现在这里。</translation>
    </message>
</context>
<context>
    <name>PostponeSheet</name>
    <message>
        <source>Postpone: %1</source>
        <translation>推迟：%1</translation>
    </message>
    <message>
        <source>To</source>
        <translation>推迟到</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Customer has no time</source>
        <translation>客户没时间</translation>
    </message>
    <message>
        <source>Customer asked for another day</source>
        <translation>客户要求改期</translation>
    </message>
    <message>
        <source>I am travelling</source>
        <translation>我在出差</translation>
    </message>
    <message>
        <source>Or in your own words</source>
        <translation>或自己填写</translation>
    </message>
    <message>
        <source>Postpone</source>
        <translation>推迟</translation>
    </message>
</context>
<context>
    <name>QuickLogPage</name>
    <message>
        <source>Log a visit</source>
        <translation>记一次跟进</translation>
    </message>
    <message>
        <source>Discard the draft</source>
        <translation>放弃草稿</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Choose a customer</source>
        <translation>选择客户</translation>
    </message>
    <message>
        <source>What will you do? (optional)</source>
        <translation>要做什么？（可不填）</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>客户反馈</translation>
    </message>
    <message>
        <source>More details</source>
        <translation>更多内容</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard the draft?</source>
        <translation>放弃草稿？</translation>
    </message>
    <message>
        <source>What you typed here is removed from this phone.</source>
        <translation>这里填写的内容将从本机删除。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Wishes, objections, promises …</source>
        <translation>需求、顾虑、承诺……</translation>
    </message>
</context>
<context>
    <name>ReconnectPage</name>
    <message>
        <source>Connect again</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>Ask your team lead for a new code for %1.</source>
        <translation>请向主管索取一个给%1的新代码。</translation>
    </message>
    <message>
        <source>Everything on this phone stays. What is not sent yet, photos and files too, goes out once it is connected.</source>
        <translation>本机上的内容全部保留。尚未上传的记录、照片和文件，连接后会自动上传。</translation>
    </message>
</context>
<context>
    <name>RescuePage</name>
    <message>
        <source>Rescue file</source>
        <translation>救援文件</translation>
    </message>
    <message>
        <source>Save what was not sent</source>
        <translation>保存未上传的记录</translation>
    </message>
    <message>
        <source>Everything has reached the server: there is nothing to save.</source>
        <translation>所有记录都已到达服务器，没有需要保存的内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of this phone have not reached the server. If it cannot send them any more, an encrypted file takes them to your next phone.</source>
        <translation>
            <numerusform>本机有 %n 条记录还没有到达服务器。如果本机无法再上传，可以用加密文件把它们带到您的下一部手机。</numerusform>
        </translation>
    </message>
    <message>
        <source>Write this code down, apart from the file %1. Without it nobody can open the file. It is shown only now.</source>
        <translation>请记下此代码，不要与文件 %1 放在一起。没有代码，任何人都打不开文件。代码只显示这一次。</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>Working …</source>
        <translation>正在处理…</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>保存文件</translation>
    </message>
    <message>
        <source>Save another file</source>
        <translation>再保存一个文件</translation>
    </message>
    <message>
        <source>Take a file in</source>
        <translation>读入救援文件</translation>
    </message>
    <message>
        <source>From another phone of yours. What has arrived already counts once.</source>
        <translation>来自您的另一部手机。已经上传过的记录不会重复。</translation>
    </message>
    <message>
        <source>Code of the file</source>
        <translation>文件的代码</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Rescue files (*.rescue)</source>
        <translation>救援文件 (*.rescue)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message numerus="yes">
        <source>The file holds records alone: %n photo(s) or file(s) that have not reached the server stay on this phone.</source>
        <translation>
            <numerusform>救援文件只含记录：还有 %n 个照片或文件未上传，仍留在这部手机上。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchInput</name>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Edit customer</source>
        <translation>编辑客户</translation>
    </message>
    <message>
        <source>New contact</source>
        <translation>新建联系人</translation>
    </message>
    <message>
        <source>Edit contact</source>
        <translation>编辑联系人</translation>
    </message>
    <message>
        <source>Plan a follow-up</source>
        <translation>安排跟进</translation>
    </message>
    <message>
        <source>Edit follow-up</source>
        <translation>编辑跟进计划</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>SignOutPage</name>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) are in the rescue file alone</source>
        <translation>
            <numerusform>%n 条记录只在救援文件里</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) have not reached the server</source>
        <translation>
            <numerusform>%n 条记录还没有到达服务器</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the file and its code. Take it in on your next phone, or on this one after you connected it again.</source>
        <translation>请保管好文件和代码，在下一部手机上读入，或在本机重新连接后读入。</translation>
    </message>
    <message>
        <source>Signing out now would lose them. Send them, or save them in a rescue file first.</source>
        <translation>现在退出会丢失这些记录。请先上传，或先保存救援文件。</translation>
    </message>
    <message>
        <source>Synchronising …</source>
        <translation>正在同步…</translation>
    </message>
    <message>
        <source>Synchronise now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Save a rescue file</source>
        <translation>保存救援文件</translation>
    </message>
    <message>
        <source>What is deleted from this phone</source>
        <translation>将从本机删除</translation>
    </message>
    <message>
        <source>What stays</source>
        <translation>会保留</translation>
    </message>
    <message>
        <source>Everything that reached the server, for you and your team. On this phone the language, the appearance and the size of text.</source>
        <translation>已到达服务器的全部内容，您和团队都能继续使用。本机保留语言、外观和文字大小设置。</translation>
    </message>
    <message>
        <source>To use this phone again you need a new code from your team lead. Uninstalling the app deletes the same data without asking: sign out first.</source>
        <translation>再次使用本机需要主管提供新的代码。卸载应用会直接删除同样的数据而不询问：请先退出登录。</translation>
    </message>
    <message>
        <source>Signing out …</source>
        <translation>正在退出…</translation>
    </message>
    <message>
        <source>Sign out and delete the data</source>
        <translation>退出并删除数据</translation>
    </message>
    <message>
        <source>Sign out?</source>
        <translation>退出登录？</translation>
    </message>
    <message>
        <source>The records in the rescue file are nowhere else. Do you have the file and its code?</source>
        <translation>救援文件里的记录别处没有。文件和代码都保管好了吗？</translation>
    </message>
    <message>
        <source>Everything has reached the server. The data on this phone is deleted.</source>
        <translation>所有记录都已到达服务器。本机数据将被删除。</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or file(s) have not reached the server</source>
        <translation>
            <numerusform>%n 个照片或文件还没有到达服务器</numerusform>
        </translation>
    </message>
    <message>
        <source>A rescue file does not hold them. Send them over a good network, or remove those that you can do without.</source>
        <translation>救援文件不含它们。请在网络好的地方上传，或移除不需要的。</translation>
    </message>
    <message>
        <source>Look at them</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Every customer, visit, plan, photo and file, the draft of an unsaved visit, this phone&apos;s connection to the server, and the key that protects it all.</source>
        <translation>所有客户、跟进记录、计划、照片和文件，未保存的草稿，本机与服务器的连接，以及保护这些数据的密钥。</translation>
    </message>
    <message>
        <source>Connect again with a new code</source>
        <translation>用新代码重新连接</translation>
    </message>
</context>
<context>
    <name>SyncCentrePage</name>
    <message>
        <source>Synchronisation</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Synchronising …</source>
        <translation>正在同步…</translation>
    </message>
    <message>
        <source>Synchronise now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>待上传</translation>
    </message>
    <message>
        <source>Everything has arrived</source>
        <translation>全部已上传</translation>
    </message>
    <message>
        <source>The server has every record of this phone.</source>
        <translation>本机的每条记录都已到达服务器。</translation>
    </message>
    <message>
        <source>Give this record up?</source>
        <translation>放弃上传这条记录？</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>放弃上传</translation>
    </message>
    <message>
        <source>The server did not accept it. If you give it up, it leaves this phone, and what the server holds takes its place.</source>
        <translation>服务器没有接受这条记录。放弃后它将从本机移除，恢复为服务器上的内容。</translation>
    </message>
    <message>
        <source>Save it in a rescue file</source>
        <translation>保存到救援文件</translation>
    </message>
    <message>
        <source>Connect again with a new code</source>
        <translation>用新代码重新连接</translation>
    </message>
</context>
<context>
    <name>TimelineEntry</name>
    <message>
        <source>Not sent yet</source>
        <translation>待上传</translation>
    </message>
    <message>
        <source>Feedback: %1</source>
        <translation>客户反馈：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n attachment(s)</source>
        <translation>
            <numerusform>%n 个附件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineList</name>
    <message>
        <source>No contact yet</source>
        <translation>还没有跟进记录</translation>
    </message>
    <message>
        <source>The first visit, call or message that you log opens the timeline.</source>
        <translation>记下第一次拜访、电话或消息，时间线就从这里开始。</translation>
    </message>
    <message>
        <source>Show older entries</source>
        <translation>查看更早的记录</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>没有到期的跟进</translation>
    </message>
    <message>
        <source>No customers yet</source>
        <translation>还没有客户</translation>
    </message>
    <message>
        <source>Everyone has been contacted in time. Log a visit whenever you meet someone.</source>
        <translation>所有客户都已按时联系。见到客户随时记录。</translation>
    </message>
    <message>
        <source>Your customers arrive with the first synchronisation. You can also file one yourself.</source>
        <translation>首次同步后会看到您的客户，也可以自己建档。</translation>
    </message>
    <message>
        <source>Log a visit</source>
        <translation>记一次跟进</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新建客户</translation>
    </message>
</context>
<context>
    <name>VisitPage</name>
    <message>
        <source>Complete the record</source>
        <translation>补充记录</translation>
    </message>
</context>
<context>
    <name>WordsEditor</name>
    <message>
        <source>Remove %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Add a word</source>
        <translation>添加词语</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::ArrivalState</name>
    <message>
        <source>Your customers are being prepared</source>
        <translation>正在准备你的客户</translation>
    </message>
    <message>
        <source>%1 of %2 customers are here</source>
        <translation>已有 %1 / %2 个客户</translation>
    </message>
    <message>
        <source>You can already work. They arrive by themselves.</source>
        <translation>现在就可以开始工作，客户会自动到达。</translation>
    </message>
    <message>
        <source>%1 of %2 MB</source>
        <translation>%1 / %2 MB</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>剩余不到一分钟</translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>剩余约 %n 分钟</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::AttachmentDetail</name>
    <message>
        <source>A copy was saved. Anyone who opens it there can read it.</source>
        <translation>副本已保存。能打开那个位置的人都能看到它。</translation>
    </message>
    <message>
        <source>The copy was not saved. Choose another place.</source>
        <translation>副本没有保存。请另选一个位置。</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::AttachmentQueue</name>
    <message>
        <source>Of a record that is not on this phone any more</source>
        <translation>所属记录已不在这部手机上</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or file(s) wait to be sent (%1).</source>
        <translation>
            <numerusform>%n 个照片或文件待上传（%1）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or file(s) are on their way.</source>
        <translation>
            <numerusform>%n 个照片或文件正在下载。</numerusform>
        </translation>
    </message>
    <message>
        <source>All photos and files have arrived.</source>
        <translation>照片和文件全部已到达。</translation>
    </message>
    <message>
        <source>All others have arrived.</source>
        <translation>其余的都已到达。</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) or file(s) were not accepted or are damaged</source>
        <translation>
            <numerusform>%n 个照片或文件未被接受或已损坏</numerusform>
        </translation>
    </message>
    <message>
        <source>Photos and files take %1 on this phone.</source>
        <translation>照片和文件在这部手机上占用 %1。</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::ConflictsModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>You, elsewhere</source>
        <translation>您（另一处）</translation>
    </message>
    <message>
        <source>Put back what you wrote.</source>
        <translation>已恢复您填写的内容。</translation>
    </message>
    <message>
        <source>Left as it is.</source>
        <translation>已保持现状。</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::CustomerCard</name>
    <message>
        <source>The customer was removed.</source>
        <translation>已删除该客户。</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::CustomersModel</name>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>共 %n 位客户</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::Days</name>
    <message>
        <source>Tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>In 3 days</source>
        <translation>3天后</translation>
    </message>
    <message>
        <source>Next week</source>
        <translation>下周</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::DueModel</name>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>In the next days</source>
        <translation>近几天</translation>
    </message>
    <message>
        <source>Marked as done.</source>
        <translation>已标记完成。</translation>
    </message>
    <message>
        <source>Postponed to %1.</source>
        <translation>已推迟到%1。</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::DuplicatesModel</name>
    <message>
        <source>Same credit code · %1</source>
        <translation>信用代码相同 · %1</translation>
    </message>
    <message>
        <source>Same phone number · %1</source>
        <translation>电话相同 · %1</translation>
    </message>
    <message>
        <source>Same name · %1</source>
        <translation>名称相同 · %1</translation>
    </message>
    <message>
        <source>Similar name · %1</source>
        <translation>名称相近 · %1</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::Enrolment</name>
    <message>
        <source>The code is for somebody else. Ask your team lead for one for %1, whose records are on this phone. Nothing was changed.</source>
        <translation>这个代码是给别人的。本机上是%1的记录，请向主管索取给%1的代码。没有任何改动。</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::FactsModel</name>
    <message>
        <source>Still missing: %1</source>
        <translation>待完善：%1</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::Notices</name>
    <message>
        <source>Undone.</source>
        <translation>已撤销。</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::OtherApps</name>
    <message>
        <source>No app on this device makes calls. The number: %1</source>
        <translation>本机没有可以拨打电话的应用。号码：%1</translation>
    </message>
    <message>
        <source>No app on this device shows maps. The address: %1</source>
        <translation>本机没有地图应用。地址：%1</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::OutboxModel</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>保存于 %1</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>未被接受</translation>
    </message>
    <message>
        <source>Waiting for another record</source>
        <translation>等待其他记录</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>正在上传</translation>
    </message>
    <message>
        <source>Waiting for the network</source>
        <translation>等待网络</translation>
    </message>
    <message numerus="yes">
        <source>Tried %n time(s); it goes on by itself.</source>
        <translation>
            <numerusform>已尝试 %n 次，会自动继续。</numerusform>
        </translation>
    </message>
    <message>
        <source>Given up.</source>
        <translation>已放弃上传。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>It is sent again.</source>
        <translation>将重新上传。</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::QuickLog</name>
    <message>
        <source>The most due. Tap to choose another.</source>
        <translation>已选最该跟进的客户，点按可更换。</translation>
    </message>
    <message>
        <source>Your draft from before was restored</source>
        <translation>已恢复上次的草稿</translation>
    </message>
    <message>
        <source>Draft kept on this phone</source>
        <translation>草稿已存在本机</translation>
    </message>
    <message>
        <source>Visit saved on this phone.</source>
        <translation>已保存在本机。</translation>
    </message>
    <message>
        <source>You began this visit before and have not saved it. Save or discard it, then log the other one.</source>
        <translation>这次跟进之前没有记完。请先保存或放弃，再记另一次。</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::RescueFile</name>
    <message>
        <source>Everything in the file is on this phone already.</source>
        <translation>文件里的记录本机都已有。</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were taken in. They are sent by themselves.</source>
        <translation>
            <numerusform>已读入 %n 条记录，会自动上传。</numerusform>
        </translation>
    </message>
    <message>
        <source>This is no rescue file.</source>
        <translation>这不是救援文件。</translation>
    </message>
    <message>
        <source>The code does not open this file. Check each letter; or the file is damaged.</source>
        <translation>代码打不开此文件。请逐字核对；也可能文件已损坏。</translation>
    </message>
    <message>
        <source>The file is another person&apos;s. Only its author&apos;s phone can take it in.</source>
        <translation>这是别人的文件，只有填写人的手机可以读入。</translation>
    </message>
    <message>
        <source>The file is too large.</source>
        <translation>文件太大。</translation>
    </message>
    <message>
        <source>The file could not be read or written there. Choose another place.</source>
        <translation>无法在该位置读写文件，请换一个位置。</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::Session</name>
    <message>
        <source>Encrypted; the key lies in this device&apos;s key store</source>
        <translation>已加密，密钥在本机密钥库中</translation>
    </message>
    <message>
        <source>Encrypted; the key lies in a file beside the data, because this device has no key store</source>
        <translation>已加密；本机没有密钥库，密钥文件与数据放在一起</translation>
    </message>
    <message>
        <source>Not encrypted in this build</source>
        <translation>此版本未加密</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::SignOut</name>
    <message>
        <source>Something was saved meanwhile. Nothing was deleted.</source>
        <translation>期间有新的记录保存，没有删除任何数据。</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::SyncState</name>
    <message>
        <source>Synced</source>
        <translation>已同步</translation>
    </message>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>%n 待上传</numerusform>
        </translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需处理</translation>
    </message>
    <message numerus="yes">
        <source>Offline · %n to send</source>
        <translation>
            <numerusform>离线 · %n 待上传</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Not synchronised yet. It happens by itself when the network is there.</source>
        <translation>还没有同步。有网络时会自动进行。</translation>
    </message>
    <message>
        <source>Everything has arrived. Last synchronised %1.</source>
        <translation>全部已上传。上次同步 %1。</translation>
    </message>
    <message>
        <source>Being sent by itself. Last synchronised %1.</source>
        <translation>正在自动上传。上次同步 %1。</translation>
    </message>
    <message>
        <source>Some records need you. Last synchronised %1.</source>
        <translation>有记录需要处理。上次同步 %1。</translation>
    </message>
    <message>
        <source>No connection to the server. Everything is safe on this phone and is sent by itself. Last synchronised %1.</source>
        <translation>没有连接到服务器。内容已安全保存在本机，会自动上传。上次同步 %1。</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>需处理</translation>
    </message>
    <message>
        <source>The data of this phone was restored or copied; the phone goes on as a device of its own. Nothing is lost, and there is nothing to do.</source>
        <translation>本机数据来自备份或另一台手机；本机已作为独立设备继续同步，记录没有丢失，无需处理。</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of this phone stand otherwise on the server. They stay here and are compared again.</source>
        <translation>
            <numerusform>本机有 %n 条记录与服务器不同，已保留在本机，稍后会再次核对。</numerusform>
        </translation>
    </message>
    <message>
        <source>Compared with the server: the same records on both (%1).</source>
        <translation>已与服务器核对，记录一致（%1）。</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) were put right by themselves, last %1.</source>
        <translation>
            <numerusform>已自动修复 %n 条记录，最近一次：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Arriving</source>
        <translation>正在接收</translation>
    </message>
    <message>
        <source>Your customers are arriving. You can work with those that are here.</source>
        <translation>客户正在到达，已到的现在就可以使用。</translation>
    </message>
    <message>
        <source>Everything is safe on this phone and is sent once you connect it again.</source>
        <translation>内容都安全地保存在本机，重新连接后会自动上传。</translation>
    </message>
    <message>
        <source>The server does not know this phone any more.</source>
        <translation>服务器已不认识本机。</translation>
    </message>
</context>
<context>
    <name>fieldfare::mobile::TimelineModel</name>
    <message>
        <source>Stage: %1</source>
        <translation>阶段：%1</translation>
    </message>
    <message>
        <source>Planned follow-up</source>
        <translation>跟进计划</translation>
    </message>
    <message>
        <source>Follow-up done</source>
        <translation>跟进已完成</translation>
    </message>
    <message>
        <source>Customer filed</source>
        <translation>客户建档</translation>
    </message>
    <message>
        <source>Next contact: %1</source>
        <translation>下次联系：%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
</TS>
