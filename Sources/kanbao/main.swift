print("kanbao")
